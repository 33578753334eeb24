package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attack: somebody gets hold of the memory of a server that is busy signing, and looks for the keys. */
@OpenBaoServer
class HeapDumpIT {

    @TempDir
    Path folder;

    private final OpenBao openBao;

    HeapDumpIT(OpenBao openBao) {
        this.openBao = openBao;
    }

    /** The public half shows that the search finds what is there. */
    @Test
    void holdsNoPrivateKeyThatIsInOpenBao() throws Exception {
        var es256 = pair("EC", 256);
        var rs256 = pair("RSA", 2048);
        var eddsa = pair("Ed25519", 255);
        ImportedKey.bring(openBao, "hubify-es256", "ecdsa-p256", es256.getPrivate());
        ImportedKey.bring(openBao, "hubify-rs256", "rsa-2048", rs256.getPrivate());
        ImportedKey.bring(openBao, "hubify-eddsa", "ed25519", eddsa.getPrivate());
        var rsa = (RSAPrivateCrtKey) rs256.getPrivate();
        var published = new ECKey.Builder(Curve.P_256, (ECPublicKey) es256.getPublic()).build();
        var traces = new Traces()
                .of("public half", published.getX().decode())
                .of("ES256", ((ECPrivateKey) es256.getPrivate()).getS().toByteArray())
                .of("RS256", rsa.getPrivateExponent().toByteArray())
                .of("RS256", rsa.getPrimeP().toByteArray())
                .of("RS256", rsa.getPrimeQ().toByteArray())
                .of("EdDSA", ((EdECPrivateKey) eddsa.getPrivate()).getBytes().orElseThrow());

        try (var platform = Platform.startWithoutDemo(TransitSetUp.settings(openBao, openBao.url(), folder))) {
            assertThat(traces.in(dumpUnderLoad(platform))).containsExactly("public half");
            assertThat(published(platform).getKeys().stream().map(HeapDumpIT::publicHalf))
                    .contains(published.getX().toString());
        }
    }

    /** The same search finds the keys that a laptop's server has from its file. */
    @Test
    void holdsPrivateKeysThatAreInAFile() throws Exception {
        var file = folder.resolve("signing-keys.json");

        try (var platform = Platform.startWithoutDemo(Map.of(
                "hubify.identity.signing.provider", "local", "hubify.identity.signing.local.file", file.toString()))) {
            var traces = new Traces();
            for (JWK key : JWKSet.load(file.toFile()).getKeys()) {
                traces.of(key.getAlgorithm().getName(), privateHalf(key));
            }

            assertThat(traces.in(dumpUnderLoad(platform))).containsExactly("ES256", "EdDSA", "RS256");
        }
    }

    private Path dumpUnderLoad(Platform platform) {
        var dump = folder.resolve("heap.hprof");
        try (var load = MintingLoad.on(platform)) {
            load.awaitTokens(200);
            platform.dumpHeapOfIdentityServer(dump);
            load.awaitTokens(20);
        }
        return dump;
    }

    private static KeyPair pair(String algorithm, int size) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static JWKSet published(Platform platform) throws Exception {
        return JWKSet.parse(
                Http.get(platform.issuer() + "/oauth2/jwks").response().body());
    }

    private static String publicHalf(JWK key) {
        return key instanceof ECKey ec ? ec.getX().toString() : "";
    }

    private static byte[] privateHalf(JWK key) {
        if (key instanceof ECKey ec) {
            return ec.getD().decode();
        }
        return key instanceof RSAKey rsa
                ? rsa.getPrivateExponent().decode()
                : ((OctetKeyPair) key).getD().decode();
    }
}
