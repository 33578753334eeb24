package com.hubify.identity.platform;

import com.hubify.identity.parts.openbao.OpenBao;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Puts a key of the test's own into OpenBao's transit engine, so that the test knows its bytes. Nobody gets it out again. */
final class ImportedKey {

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private ImportedKey() {}

    /** @param type as OpenBao calls it */
    static void bring(OpenBao openBao, String name, String type, PrivateKey key) {
        openBao.write(
                "transit/keys/" + name + "/import",
                Map.of(
                        "type",
                        type,
                        "hash_function",
                        "SHA256",
                        "allow_rotation",
                        true,
                        "ciphertext",
                        wrapped(key, wrappingKey(openBao))));
    }

    private static PublicKey wrappingKey(OpenBao openBao) {
        var pem = openBao.read("transit/wrapping_key").at("/data/public_key").asString();
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // The key under an AES key of its own, and that under OpenBao's: an RSA key has no room for another RSA key.
    private static String wrapped(PrivateKey key, PublicKey wrappingKey) {
        try {
            var generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            SecretKey own = generator.generateKey();
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.WRAP_MODE, wrappingKey, OAEP);
            var aes = Cipher.getInstance("AES/KWP/NoPadding");
            aes.init(Cipher.WRAP_MODE, own);
            byte[] first = rsa.wrap(own);
            byte[] second = aes.wrap(key);
            byte[] both = new byte[first.length + second.length];
            System.arraycopy(first, 0, both, 0, first.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
