package com.hubify.identity.server.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 with the JDK, since Nimbus needs another library for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037, section 3.1</a>
 */
public final class Ed25519 {

    static final Curve CURVE = Curve.Ed25519;

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** The encodings of a key up to its 32 bytes, RFC 8410 sections 4 and 7. */
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /** @throws IllegalArgumentException unless it has 32 bytes */
    static OctetKeyPair.Builder publicJwk(byte[] raw) {
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + raw.length);
        }
        return new OctetKeyPair.Builder(CURVE, Base64URL.encode(raw));
    }

    public static OctetKeyPair.Builder generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return publicJwk(last(pair.getPublic().getEncoded()))
                    .d(Base64URL.encode(last(pair.getPrivate().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is missing from this Java platform", e);
        }
    }

    /** @throws JOSEException if it is on another curve or not a key */
    static PublicKey publicKey(OctetKeyPair jwk) throws JOSEException {
        try {
            return KeyFactory.getInstance(NAME)
                    .generatePublic(
                            new X509EncodedKeySpec(encoded(PUBLIC, onCurve(jwk).getX())));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not an Ed25519 key: " + e.getMessage(), e);
        }
    }

    public static JWSSigner signer(OctetKeyPair privateJwk) throws JOSEException {
        try {
            return new Signer(KeyFactory.getInstance(NAME)
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            encoded(PRIVATE, onCurve(privateJwk).getD()))));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not an Ed25519 key", e);
        }
    }

    static JWSVerifier verifier(PublicKey key) {
        return new Verifier(key);
    }

    private static OctetKeyPair onCurve(OctetKeyPair jwk) throws JOSEException {
        if (!CURVE.equals(jwk.getCurve())) {
            throw new JOSEException("not on the curve Ed25519");
        }
        return jwk;
    }

    private static byte[] encoded(byte[] before, Base64URL key) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(before);
        encoded.writeBytes(key.decode());
        return encoded.toByteArray();
    }

    private static byte[] last(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    private abstract static class Provider {

        private final JCAContext context = new JCAContext();

        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(JWSAlgorithm.EdDSA);
        }

        public JCAContext getJCAContext() {
            return context;
        }
    }

    private static final class Signer extends Provider implements JWSSigner {

        private final PrivateKey key;

        Signer(PrivateKey key) {
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initSign(key);
                signature.update(signingInput);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("signing with an Ed25519 key failed", e);
            }
        }
    }

    private static final class Verifier extends Provider implements JWSVerifier {

        private final PublicKey key;

        Verifier(PublicKey key) {
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signingInput, Base64URL given) throws JOSEException {
            // Critical header parameters require extensions that are not implemented here (RFC 7515, section 4.1.11).
            if (header.getCriticalParams() != null) {
                return false;
            }
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initVerify(key);
                signature.update(signingInput);
                return signature.verify(given.decode());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
