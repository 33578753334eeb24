package com.hubify.identity.server.apikey.leak;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signatures of reports: ECDSA with P-256 and SHA-256 over the body as it was sent. */
final class ReportSignatures {

    private final Map<String, ECPublicKey> keys;

    ReportSignatures(Map<String, ECPublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    boolean areExpected() {
        return !keys.isEmpty();
    }

    /**
     * Whether the key with that identifier has signed the body.
     *
     * @param signature base64 of the DER form; may be any text
     */
    boolean verify(@Nullable String identifier, @Nullable String signature, byte[] body) {
        ECPublicKey key = identifier == null ? null : keys.get(identifier);
        if (key == null || signature == null) {
            return false;
        }
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(body);
            return ecdsa.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
