package com.hubify.identity.server.redis;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Text that is encrypted with a secret which its receiver presents again, and which isn't stored: a reader of Redis has no use of it.
 * The secret must not be guessable.
 */
public final class SealedText {

    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private SealedText() {}

    /** @param purpose keeps what is made of a secret apart, its stored digest among it */
    public static String seal(String text, String secret, String purpose) {
        try {
            JWEObject sealed = new JWEObject(HEADER, new Payload(text));
            sealed.encrypt(new DirectEncrypter(key(secret, purpose)));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
    }

    /** @throws UnreadableDocument if it is damaged, or was encrypted with another secret or for another purpose */
    public static String open(String sealed, String secret, String purpose) {
        try {
            JWEObject text = JWEObject.parse(sealed);
            text.decrypt(new DirectDecrypter(key(secret, purpose)));
            return text.getPayload().toString();
        } catch (ParseException | JOSEException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableDocument("a stored text can't be decrypted", e);
        }
    }

    private static byte[] key(String secret, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
