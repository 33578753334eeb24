package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.signing.Ed25519;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.OwnVerifiers;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generates, serializes and parses private keys as a JWK set (RFC 7517, section 5). */
final class LocalKeys {

    /** A set without keys. */
    static final String NONE = "{\"keys\":[]}";

    private static final Pattern KID = Pattern.compile("(.+)-v(\\d{1,9})");
    private static final int RSA_BITS = 2048;

    /** A version with its private key. */
    record LocalKey(KeyMaterial kept, JWK privateJwk) {

        SigningKey key() {
            return kept.key();
        }

        @Override
        public String toString() {
            return key().kid();
        }
    }

    private final SecureRandom random;
    private final Clock clock;

    LocalKeys(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * All keys with their private keys, older versions first.
     *
     * @throws IllegalArgumentException if it is not a JWK set, or a key lacks its private key, id or algorithm
     */
    static List<LocalKey> parse(String json) {
        try {
            List<LocalKey> keys = new ArrayList<>();
            for (JWK jwk : JWKSet.parse(json).getKeys()) {
                Date issued = jwk.getIssueTime();
                Instant created = issued == null ? Instant.EPOCH : issued.toInstant();
                keys.add(new LocalKey(new KeyMaterial(signingKey(jwk), created), jwk));
            }
            keys.sort(Comparator.comparing(local -> local.key().version()));
            return keys;
        } catch (ParseException | JOSEException e) {
            // Without the cause, whose message may quote a private key.
            throw new IllegalArgumentException("it is not a JWK set");
        }
    }

    /** The set, with a first version added for each algorithm without a key. */
    String complete(String json) {
        List<LocalKey> keys = parse(json);
        List<JWK> all = jwks(keys, key -> true);
        SigningKeys.ALGORITHMS.stream()
                .filter(algorithm ->
                        keys.stream().noneMatch(local -> local.key().algorithm().equals(algorithm)))
                .map(algorithm -> generate(algorithm, newName(algorithm), 1))
                .forEach(all::add);
        return new JWKSet(all).toString(false);
    }

    /** The set with one more version of the algorithm's key. */
    String withNext(String json, JWSAlgorithm algorithm) {
        List<LocalKey> keys = parse(json);
        SigningKey newest = keys.stream()
                .map(LocalKey::key)
                .filter(key -> key.algorithm().equals(algorithm))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalArgumentException("there is no key for " + algorithm));
        List<JWK> all = jwks(keys, key -> true);
        all.add(generate(algorithm, newest.name(), newest.version() + 1));
        return new JWKSet(all).toString(false);
    }

    /** The set without older versions of that key. */
    static String withoutOlderThan(SigningKey oldest, String json) {
        return new JWKSet(jwks(
                        parse(json), key -> !key.name().equals(oldest.name()) || key.version() >= oldest.version()))
                .toString(false);
    }

    private static List<JWK> jwks(List<LocalKey> keys, Predicate<SigningKey> kept) {
        List<JWK> jwks = new ArrayList<>();
        keys.stream()
                .filter(local -> kept.test(local.key()))
                .map(LocalKey::privateJwk)
                .forEach(jwks::add);
        return jwks;
    }

    // In development the file may be deleted while verifiers still cache the old keys by id, so new ids must differ.
    private String newName(JWSAlgorithm algorithm) {
        String fingerprint = Integer.toHexString(random.nextInt(0x1000_0000, 0x7fff_ffff));
        return "local-%s-%s".formatted(algorithm.getName().toLowerCase(Locale.ROOT), fingerprint);
    }

    private JWK generate(JWSAlgorithm algorithm, String name, int version) {
        String kid = SigningKey.kid(name, version);
        Date now = Date.from(clock.instant());
        try {
            if (SigningKey.isEdDsa(algorithm)) {
                return Ed25519.generate(random)
                        .algorithm(algorithm)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyID(kid)
                        .issueTime(now)
                        .build();
            }
            JWKGenerator<? extends JWK> generator = JWSAlgorithm.Family.EC.contains(algorithm)
                    ? new ECKeyGenerator(Curve.P_256)
                    : new RSAKeyGenerator(RSA_BITS);
            return generator
                    .secureRandom(random)
                    .algorithm(algorithm)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(kid)
                    .issueTime(now)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 or RSA is missing from this Java platform", e);
        }
    }

    private static SigningKey signingKey(JWK jwk) throws JOSEException {
        Matcher kid = KID.matcher(String.valueOf(jwk.getKeyID()));
        if (!kid.matches() || jwk.getAlgorithm() == null || !(jwk instanceof AsymmetricJWK) || !jwk.isPrivate()) {
            throw new IllegalArgumentException(
                    "each key needs its private key, an \"alg\" and a \"kid\" that ends in -v and the version");
        }
        JWSAlgorithm algorithm = JWSAlgorithm.parse(jwk.getAlgorithm().getName());
        String name = kid.group(1);
        int version = Integer.parseInt(kid.group(2));
        return jwk instanceof OctetKeyPair pair
                ? SigningKey.ofEd25519(name, version, pair.getX().decode())
                : SigningKey.of(name, version, algorithm, OwnVerifiers.publicKey(jwk));
    }
}
