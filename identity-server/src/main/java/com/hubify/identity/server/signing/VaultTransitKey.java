package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Vault says about a transit key: the answer to reading {@code transit/keys/NAME}. */
final class VaultTransitKey {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private VaultTransitKey() {}

    /**
     * Every version that Vault still has.
     *
     * @throws IllegalArgumentException if one of them can't be read or isn't for the algorithm, or if the private half
     *     could leave Vault. One that was skipped would be missing from what we publish, and its tokens refused.
     */
    static List<SigningKey> versions(String name, JWSAlgorithm algorithm, Map<String, Object> answer) {
        refuseIfPrivateHalfCanLeave(name, answer);
        if (!(answer.get("keys") instanceof Map<?, ?> versions) || versions.isEmpty()) {
            throw new IllegalArgumentException("Vault names no versions of " + name);
        }
        List<SigningKey> keys = new ArrayList<>();
        versions.forEach((version, details) -> keys.add(SigningKey.of(
                name, Integer.parseInt(String.valueOf(version)), algorithm, publicKey(name, algorithm, details))));
        return keys;
    }

    private static void refuseIfPrivateHalfCanLeave(String name, Map<String, Object> answer) {
        for (String exit : List.of("exportable", "allow_plaintext_backup")) {
            if (!Boolean.FALSE.equals(answer.get(exit))) {
                throw new IllegalArgumentException(
                        "the private half of %s can leave Vault (%s is on), and that can't be".formatted(name, exit)
                                + " taken back: create another key");
            }
        }
    }

    private static PublicKey publicKey(String name, JWSAlgorithm algorithm, @Nullable Object details) {
        if (!(details instanceof Map<?, ?> members) || !(members.get("public_key") instanceof String pem)) {
            throw new IllegalArgumentException(name + " has no public half: it isn't a key for signatures");
        }
        try {
            return KeyFactory.getInstance(JWSAlgorithm.Family.EC.contains(algorithm) ? "EC" : "RSA")
                    .generatePublic(new X509EncodedKeySpec(der(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the public half of " + name + " is not one for " + algorithm, e);
        }
    }

    /** RFC 7468 section 13. */
    private static byte[] der(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("no public key in PEM");
        }
        return Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
    }
}
