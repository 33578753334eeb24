package com.hubify.identity.server.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys as a JWK set, RFC 7517 section 5: how they are made, written and read. */
final class LocalKeys {

    static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private static final Pattern KID = Pattern.compile("(.+)-v(\\d{1,9})");
    private static final int RSA_BITS = 2048;

    private LocalKeys() {}

    /** A new set, one key for each algorithm. */
    static String generate(SecureRandom random) {
        try {
            JWK es256 = generate(new ECKeyGenerator(Curve.P_256), JWSAlgorithm.ES256, random);
            JWK rs256 = generate(new RSAKeyGenerator(RSA_BITS), JWSAlgorithm.RS256, random);
            return new JWKSet(List.of(es256, rs256)).toString(false);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform can make P-256 and RSA keys", e);
        }
    }

    /**
     * Every key with its private half.
     *
     * @throws IllegalArgumentException if this is no such set, or a key lacks its private half, id or algorithm
     */
    static Map<SigningKey, JWK> parse(String json) {
        try {
            Map<SigningKey, JWK> keys = new LinkedHashMap<>();
            for (JWK jwk : JWKSet.parse(json).getKeys()) {
                keys.put(signingKey(jwk), jwk);
            }
            return keys;
        } catch (ParseException | JOSEException e) {
            // The message of the cause may quote what it couldn't parse, and that may be a private key.
            throw new IllegalArgumentException("it is no set of JSON Web Keys");
        }
    }

    private static JWK generate(JWKGenerator<? extends JWK> generator, JWSAlgorithm algorithm, SecureRandom random)
            throws JOSEException {
        // A laptop's keys are thrown away and made anew, and verifiers remember the old ones by id for a while: so the
        // id
        // says which key it is.
        String fingerprint = Integer.toHexString(random.nextInt(0x1000_0000, 0x7fff_ffff));
        return generator
                .secureRandom(random)
                .algorithm(algorithm)
                .keyUse(KeyUse.SIGNATURE)
                .keyID("local-%s-%s-v1".formatted(algorithm.getName().toLowerCase(Locale.ROOT), fingerprint))
                .generate();
    }

    private static SigningKey signingKey(JWK jwk) throws JOSEException {
        Matcher kid = KID.matcher(String.valueOf(jwk.getKeyID()));
        if (!kid.matches() || jwk.getAlgorithm() == null || !(jwk instanceof AsymmetricJWK key) || !jwk.isPrivate()) {
            throw new IllegalArgumentException(
                    "each key needs its private half, an \"alg\" and a \"kid\" that ends in -v and the version");
        }
        JWSAlgorithm algorithm = JWSAlgorithm.parse(jwk.getAlgorithm().getName());
        return SigningKey.of(kid.group(1), Integer.parseInt(kid.group(2)), algorithm, key.toPublicKey());
    }
}
