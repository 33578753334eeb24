package com.hubify.identity.clerk;

import com.hubify.identity.keys.KeySource;
import com.hubify.identity.settings.Settings;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A Clerk instance's public key as a PEM ("JWKS public key" in its dashboard), to verify tokens without network. The key ids of
 * tokens don't count then. When Clerk exchanges the key, so must the setting.
 *
 * @param issuer the instance
 */
public record PublicKeyPem(String issuer, JWKSet keys) implements KeySource {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int SHORTEST = 2048;

    /**
     * Parses the PEM. Line breaks may be missing or written as {@code \n}, as in environment variables.
     *
     * @param property where it is from
     * @throws InvalidConfigurationPropertyValueException if it is not the PEM of an RSA key of 2048 bits or more
     */
    public static PublicKeyPem parse(String issuer, String property, String pem) {
        Settings.requireResolved(pem, property);
        String text = pem.replace("\\n", "\n").strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
            throw invalid(property, text.contains("PRIVATE KEY") ? "is a private key" : "is not a PEM public key");
        }
        String base64 =
                text.substring(BEGIN.length(), text.length() - END.length()).replaceAll("\\s", "");
        try {
            RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (key.getModulus().bitLength() < SHORTEST) {
                throw invalid(property, "is a key of less than " + SHORTEST + " bits");
            }
            return new PublicKeyPem(issuer, new JWKSet(new RSAKey.Builder(key).build()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw invalid(property, "is not the PEM of an RSA public key");
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(String property, String reason) {
        return Settings.invalid(
                property,
                reason,
                "Copy the JWKS public key of your instance from Clerk's dashboard (API keys), from the line BEGIN PUBLIC KEY"
                        + " to the line END PUBLIC KEY.");
    }
}
