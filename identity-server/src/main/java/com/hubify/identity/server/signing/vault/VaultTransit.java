package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.vault.SigningOutcome.Failed;
import com.hubify.identity.server.signing.vault.SigningOutcome.Signed;
import com.hubify.identity.server.vault.VaultSession;
import com.hubify.identity.server.vault.VaultTrouble;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultResponse;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestClientException;

/**
 * Client of the transit engine, by its HTTP paths: spring-vault's own type for signature requests lacks the key version
 * and the JOSE form. Every failure is a {@link SigningUnavailable}.
 */
final class VaultTransit {

    /** All requests about a key: the path, and the capability that the policy must grant there. */
    private enum Demand {
        READ("/keys/", "", "read"),
        SIGN("/sign/", "", "update"),
        ROTATE("/keys/", "/rotate", "update"),
        CONFIG("/keys/", "/config", "update"),
        TRIM("/keys/", "/trim", "update");

        private final String before;
        private final String after;
        private final String capability;

        Demand(String before, String after, String capability) {
            this.before = before;
            this.after = after;
            this.capability = capability;
        }
    }

    private final VaultOperations vault;
    private final VaultSession session;
    private final String mount;

    VaultTransit(VaultOperations vault, VaultSession session, String mount) {
        this.vault = vault;
        this.session = session;
        // With a slash at its end Vault redirects every call, and lists no capabilities for the path.
        this.mount = StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(mount, '/'), '/');
    }

    /** All paths that are used for these keys, and the capability that each needs. */
    Map<String, String> needs(Collection<String> names) {
        Map<String, String> needs = new TreeMap<>();
        for (String name : names) {
            for (Demand demand : Demand.values()) {
                needs.put(path(demand, name), demand.capability);
            }
        }
        return needs;
    }

    /** Every version of a key that Vault can still sign with, oldest first. */
    List<KeyMaterial> versions(String name, JWSAlgorithm algorithm) {
        String path = path(Demand.READ, name);
        Map<String, Object> answer = ask(path, () -> vault.read(path));
        try {
            return VaultTransitKey.versions(name, algorithm, answer);
        } catch (IllegalArgumentException e) {
            throw new SigningUnavailable(Reason.KEY_MISSING, String.valueOf(e.getMessage()), e);
        }
    }

    /** Signs all inputs with this version, in one call. */
    List<SigningOutcome> sign(SigningKey key, List<byte[]> signingInputs) {
        String path = path(Demand.SIGN, key.name());
        Map<String, Object> request = new HashMap<>();
        request.put(
                "batch_input",
                signingInputs.stream()
                        .map(input -> Map.of("input", Base64.getEncoder().encodeToString(input)))
                        .toList());
        request.put("key_version", key.version());
        if (!SigningKey.isEdDsa(key.algorithm())) {
            // Ed25519 includes hashing (RFC 8032, section 5.1.6).
            request.put("hash_algorithm", "sha2-256");
        }
        request.put("marshaling_algorithm", "jws");
        if (JWSAlgorithm.Family.RSA.contains(key.algorithm())) {
            // Vault's default for RSA is PSS, which would be PS256 and not RS256.
            request.put("signature_algorithm", "pkcs1v15");
        }
        Map<String, Object> answer = ask(path, () -> vault.write(path, request));
        if (!(answer.get("batch_results") instanceof List<?> results) || results.size() != signingInputs.size()) {
            throw new SigningUnavailable(
                    Reason.FAILED, "Vault's answer has another number of signatures than was requested");
        }
        return results.stream().map(result -> outcome(key, result)).toList();
    }

    /** Adds a version to a key. Each call adds one. */
    void rotate(String name) {
        tell(path(Demand.ROTATE, name), Map.of());
    }

    /** Destroys every older version of this key. */
    void destroyOlderThan(SigningKey key) {
        // Vault trims only versions below these minimums.
        tell(
                path(Demand.CONFIG, key.name()),
                Map.of("min_decryption_version", key.version(), "min_encryption_version", key.version()));
        tell(path(Demand.TRIM, key.name()), Map.of("min_available_version", key.version()));
    }

    private String path(Demand demand, String name) {
        return mount + demand.before + name + demand.after;
    }

    private void tell(String path, Map<String, ?> request) {
        call(path, () -> vault.write(path, request));
    }

    private Map<String, Object> ask(String path, Supplier<@Nullable VaultResponse> question) {
        VaultResponse answer = call(path, question);
        if (answer == null || answer.getData() == null) {
            throw new SigningUnavailable(Reason.KEY_MISSING, "Vault has no data at " + path);
        }
        return answer.getData();
    }

    static SigningUnavailable unavailable(String path, RuntimeException failure) {
        Reason reason = switch (VaultTrouble.of(failure)) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case SEALED -> Reason.SEALED;
            case FORBIDDEN -> Reason.FORBIDDEN;
            case MISSING -> Reason.KEY_MISSING;
            case FAILED -> Reason.FAILED;
        };
        return new SigningUnavailable(reason, VaultTrouble.describe(path, failure), failure);
    }

    private static SigningOutcome outcome(SigningKey key, @Nullable Object result) {
        String pinned = "vault:v" + key.version() + ":";
        if (result instanceof Map<?, ?> members
                && members.get("signature") instanceof String signature
                && signature.startsWith(pinned)) {
            return new Signed(new Base64URL(signature.substring(pinned.length())));
        }
        Object error = result instanceof Map<?, ?> members ? members.get("error") : null;
        // Vault's message for a version that is trimmed or below the minimum.
        Reason reason = String.valueOf(error).contains("version") ? Reason.KEY_MISSING : Reason.FAILED;
        return new Failed(new SigningUnavailable(reason, "Vault did not sign with " + key.kid() + ": " + error));
    }

    // Vault answers a revoked or expired token like one whose policy is too narrow; a new login distinguishes the two.
    // Repeating the request is safe, since a refused one changes nothing.
    private @Nullable VaultResponse call(String path, Supplier<@Nullable VaultResponse> question) {
        try {
            VaultToken token = session.getSessionToken();
            try {
                return question.get();
            } catch (VaultException e) {
                if (VaultTrouble.isRefusal(e) && session.giveUp(token)) {
                    return question.get();
                }
                throw e;
            }
        } catch (VaultException | RestClientException | IllegalStateException e) {
            throw unavailable(path, e);
        }
    }
}
