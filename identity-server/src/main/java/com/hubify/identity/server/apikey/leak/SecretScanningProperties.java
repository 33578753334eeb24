package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.settings.Settings;
import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reports of keys that were found in public, in the format of GitHub's secret scanning partner program.
 *
 * @param publicKeys The reporter's public keys by their identifier: P-256, as PEM or as base64 of the SubjectPublicKeyInfo.
 *     Several while they are rotated. Without any, reports are answered 404.
 * @param foundKeys What becomes of a valid key that is reported: revoke ends it, quarantine leaves it only reading until its
 *     owner replaces it.
 */
@ConfigurationProperties("hubify.identity.secret-scanning")
record SecretScanningProperties(
        @DefaultValue Map<String, String> publicKeys,
        @DefaultValue("revoke") LeakResponse foundKeys) {

    private static final String PUBLIC_KEYS = "hubify.identity.secret-scanning.public-keys";

    SecretScanningProperties {
        publicKeys = Map.copyOf(publicKeys);
        publicKeys.forEach(SecretScanningProperties::parse);
    }

    Map<String, ECPublicKey> keys() {
        return publicKeys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> parse(entry.getKey(), entry.getValue())));
    }

    private static ECPublicKey parse(String identifier, String text) {
        String property = PUBLIC_KEYS + "." + identifier;
        Settings.requireResolved(text, property);
        String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            Settings.require(
                    Curve.P_256.equals(Curve.forECParameterSpec(key.getParams())), property, "must be a key of P-256");
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Settings.invalid(
                    property, "must be a public key of P-256, as PEM or as base64 of its SubjectPublicKeyInfo");
        }
    }
}
