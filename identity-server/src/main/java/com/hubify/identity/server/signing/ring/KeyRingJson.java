package com.hubify.identity.server.signing.ring;

import com.hubify.identity.server.signing.SigningKey;
import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a ring. Times are RFC 3339 with full precision. */
record KeyRingJson(List<Version> versions) {

    /** @param key public JWK, RFC 7517 */
    record Version(
            String name,
            int version,
            Map<String, Object> key,
            String announced,
            String activeFrom,
            @Nullable String compromised) {

        static Version of(KeyVersion version) {
            return new Version(
                    version.key().name(),
                    version.key().version(),
                    version.key().publicJwk().toPublicJWK().toJSONObject(),
                    version.announced().toString(),
                    version.activeFrom().toString(),
                    version.compromised() == null ? null : version.compromised().toString());
        }

        KeyVersion read() {
            return new KeyVersion(
                    new SigningKey(name, version, jwk()),
                    Instant.parse(announced),
                    Instant.parse(activeFrom),
                    compromised == null ? null : Instant.parse(compromised));
        }

        private JWK jwk() {
            try {
                return JWK.parse(key);
            } catch (ParseException e) {
                throw new IllegalStateException(
                        "the key ring has no valid key for " + name + ", version " + version, e);
            }
        }
    }

    static KeyRingJson of(KeyRing ring) {
        return new KeyRingJson(ring.versions().stream().map(Version::of).toList());
    }

    KeyRing ring() {
        return new KeyRing(versions.stream().map(Version::read).toList());
    }
}
