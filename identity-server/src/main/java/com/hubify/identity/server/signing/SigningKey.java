package com.hubify.identity.server.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public key of one version of a named key. Its {@code kid} consists of name and version, so it tells which version
 * signed a token.
 *
 * @param name letters, digits, dots, hyphens and underscores, since it is part of paths
 * @param version from 1, incremented at each rotation
 * @param publicJwk the public key with {@code kid}, {@code alg} and {@code use}, RFC 7517 section 4
 */
public record SigningKey(String name, int version, JWK publicJwk) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int LEAST_RSA_BITS = 2048;

    public SigningKey {
        require(isName(name), "a key's name has up to 100 letters, digits, dots, hyphens and underscores");
        require(version >= 1, "key versions count from 1, not " + version);
        require(!publicJwk.isPrivate(), "a SigningKey must not contain the private key of " + name);
        require(kid(name, version).equals(publicJwk.getKeyID()), "the key's id must be " + kid(name, version));
        require(publicJwk.getAlgorithm() != null, "the key " + publicJwk.getKeyID() + " must name its algorithm");
    }

    /**
     * A version of a key, from its public key.
     *
     * @throws IllegalArgumentException if the key does not suit the algorithm, or is too short for it
     */
    public static SigningKey of(String name, int version, JWSAlgorithm algorithm, PublicKey key) {
        return new SigningKey(name, version, jwk(kid(name, version), algorithm, key));
    }

    /** A version of an Ed25519 key, from the 32 bytes of its public key. */
    public static SigningKey ofEd25519(String name, int version, byte[] publicKey) {
        return new SigningKey(
                name,
                version,
                Ed25519.publicJwk(publicKey)
                        .keyID(kid(name, version))
                        .algorithm(JWSAlgorithm.EdDSA)
                        .keyUse(KeyUse.SIGNATURE)
                        .build());
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public static boolean isEdDsa(JWSAlgorithm algorithm) {
        return JWSAlgorithm.EdDSA.equals(algorithm);
    }

    /** The {@code kid} in the header of every token the key signs. */
    public String kid() {
        return publicJwk.getKeyID();
    }

    public JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(
                Objects.requireNonNull(publicJwk.getAlgorithm()).getName());
    }

    /** Whether the signature of the input is by this key. */
    public boolean verifies(byte[] signingInput, Base64URL signature) {
        try {
            JWSHeader header = new JWSHeader(algorithm());
            return new OwnVerifiers(Optional.empty())
                    .createJWSVerifier(header, OwnVerifiers.publicKey(publicJwk))
                    .verify(header, signingInput, signature);
        } catch (JOSEException e) {
            return false;
        }
    }

    /** The version in the {@code kid} of a key of that name; 0 if it belongs to another key. */
    public static int versionOf(String kid, String name) {
        String before = name + "-v";
        return kid.startsWith(before) && kid.substring(before.length()).matches("[0-9]{1,9}")
                ? Integer.parseInt(kid.substring(before.length()))
                : 0;
    }

    public static String kid(String name, int version) {
        return name + "-v" + version;
    }

    private static JWK jwk(String kid, JWSAlgorithm algorithm, PublicKey key) {
        if (key instanceof ECPublicKey ec && JWSAlgorithm.Family.EC.contains(algorithm)) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            require(
                    curve != null && Curve.forJWSAlgorithm(algorithm).contains(curve),
                    kid + " is on the curve " + curve + ", which is not for " + algorithm);
            return new ECKey.Builder(curve, ec)
                    .keyID(kid)
                    .algorithm(algorithm)
                    .keyUse(KeyUse.SIGNATURE)
                    .build();
        }
        require(
                key instanceof RSAPublicKey && JWSAlgorithm.Family.RSA.contains(algorithm),
                kid + " is of the type " + key.getAlgorithm() + ", which can't sign " + algorithm);
        RSAPublicKey rsa = (RSAPublicKey) key;
        require(
                rsa.getModulus().bitLength() >= LEAST_RSA_BITS,
                kid + " has fewer than " + LEAST_RSA_BITS + " bits, RFC 7518 section 3.3");
        return new RSAKey.Builder(rsa)
                .keyID(kid)
                .algorithm(algorithm)
                .keyUse(KeyUse.SIGNATURE)
                .build();
    }

    private static void require(boolean isSo, String message) {
        if (!isSo) {
            throw new IllegalArgumentException(message);
        }
    }
}
