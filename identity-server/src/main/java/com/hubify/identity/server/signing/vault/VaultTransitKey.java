package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.nimbusds.jose.JWSAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses Vault's description of a transit key, the answer to {@code transit/keys/NAME}. */
final class VaultTransitKey {

    /** The boundaries of a PEM public key (RFC 7468, section 13). */
    private static final Pattern PEM = Pattern.compile("-----(BEGIN|END) PUBLIC KEY-----");

    private static final Map<JWSAlgorithm, String> TYPES =
            Map.of(JWSAlgorithm.ES256, "ecdsa-p256", JWSAlgorithm.RS256, "rsa-2048", JWSAlgorithm.EdDSA, "ed25519");

    private VaultTransitKey() {}

    /**
     * Every version that Vault can still sign with, oldest first.
     *
     * @throws IllegalArgumentException if one of them cannot be parsed or does not suit the algorithm, or if the
     *     private key can be exported. An unusable version is not skipped: it would not be published, and its tokens
     *     would be refused.
     */
    static List<KeyMaterial> versions(String name, JWSAlgorithm algorithm, Map<String, Object> answer) {
        refuseIfPrivateHalfCanLeave(name, answer);
        if (!(answer.get("keys") instanceof Map<?, ?> versions) || versions.isEmpty()) {
            throw new IllegalArgumentException("Vault lists no versions of " + name);
        }
        int oldest = answer.get("min_encryption_version") instanceof Number least ? least.intValue() : 0;
        List<KeyMaterial> keys = new ArrayList<>();
        versions.forEach((number, details) -> {
            int version = Integer.parseInt(String.valueOf(number));
            if (version >= oldest) {
                keys.add(new KeyMaterial(
                        key(name, version, algorithm, details, answer.get("type")), created(name, details)));
            }
        });
        keys.sort(Comparator.comparing(kept -> kept.key().version()));
        return keys;
    }

    private static SigningKey key(
            String name, int version, JWSAlgorithm algorithm, @Nullable Object details, @Nullable Object type) {
        try {
            return key(name, version, algorithm, details);
        } catch (IllegalArgumentException e) {
            // The operator needs to know which type of key to create instead.
            String needed = TYPES.get(algorithm);
            throw needed == null || type == null || needed.equals(type)
                    ? e
                    : new IllegalArgumentException(
                            "%s is of type %s and must be of type %s: %s".formatted(name, type, needed, e.getMessage()),
                            e);
        }
    }

    private static SigningKey key(String name, int version, JWSAlgorithm algorithm, @Nullable Object details) {
        return SigningKey.isEdDsa(algorithm)
                ? SigningKey.ofEd25519(name, version, Base64.getMimeDecoder().decode(publicHalf(name, details)))
                : SigningKey.of(name, version, algorithm, publicKey(name, algorithm, details));
    }

    private static Instant created(String name, @Nullable Object details) {
        if (details instanceof Map<?, ?> members && members.get("creation_time") instanceof String time) {
            return OffsetDateTime.parse(time).toInstant();
        }
        throw new IllegalArgumentException("Vault's answer lacks the creation time of " + name);
    }

    private static void refuseIfPrivateHalfCanLeave(String name, Map<String, Object> answer) {
        for (String exit : List.of("exportable", "allow_plaintext_backup")) {
            if (!Boolean.FALSE.equals(answer.get(exit))) {
                throw new IllegalArgumentException(
                        "the private key of %s can be exported from Vault (%s is on), which can't be turned off: create another key"
                                .formatted(name, exit));
            }
        }
    }

    private static PublicKey publicKey(String name, JWSAlgorithm algorithm, @Nullable Object details) {
        String base64 = PEM.matcher(publicHalf(name, details)).replaceAll("");
        try {
            return KeyFactory.getInstance(JWSAlgorithm.Family.EC.contains(algorithm) ? "EC" : "RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the public key of " + name + " is not for " + algorithm, e);
        }
    }

    private static String publicHalf(String name, @Nullable Object details) {
        if (details instanceof Map<?, ?> members && members.get("public_key") instanceof String half) {
            return half;
        }
        throw new IllegalArgumentException(name + " has no public key: it is not a signing key");
    }
}
