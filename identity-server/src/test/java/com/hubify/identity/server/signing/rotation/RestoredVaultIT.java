package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.vault.TestVault;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** Vault comes back from a backup that is older than the version that signs: what the operations guide says to do then. */
@OpenBaoServer
class RestoredVaultIT {

    private final OpenBao bao;
    private final TestVault vault;

    RestoredVaultIT(OpenBao bao) {
        this.bao = bao;
        this.vault = TestVault.in(bao);
    }

    /** Attack, or bad luck: verifiers hold another key under the id that the next version would have. */
    @Test
    void lostVersionIsReplacedByOneWithANumberThatWasNeverUsed() throws Exception {
        KeyRing ring;
        try (var before = vault.server()) {
            ring = before.getBean(RotatingSigningKeys.class).ring().with(lostVersion());
        }
        try (var server = vault.serverAfter(ring)) {
            assertThat(health(server)).isEqualTo(new Status("DOWN", "key_missing"));

            bao.write("transit/keys/hubify-es256/rotate", Map.of());
            await().until(() -> server.getBean(KeyRotationSchedule.class)
                    .trouble()
                    .filter(SigningUnavailable.Reason.KEY_MISSING::equals)
                    .isPresent());
            assertThat(health(server)).isEqualTo(new Status("DOWN", "key_missing"));

            bao.write("transit/keys/hubify-es256/rotate", Map.of());
            bao.write("transit/keys/hubify-es256/config", Map.of("min_encryption_version", 3));

            await().atMost(Duration.ofSeconds(10)).until(() -> health(server).equals(Status.UP));
            SigningKeys keys = server.getBean(SigningKeys.class);
            assertThat(keys.current(JWSAlgorithm.ES256).kid()).isEqualTo("hubify-es256-v3");
            assertThat(keys.published().getKeyByKeyId("hubify-es256-v2")).isNotNull();
        }
    }

    private static KeyVersion lostVersion() throws Exception {
        SigningKey key = SigningKey.of(
                "hubify-es256",
                2,
                JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256).generate().toECPublicKey());
        Instant now = Instant.now();
        return KeyVersion.announced(key, now, now);
    }

    private static Status health(ConfigurableApplicationContext server) {
        return server.getBean(SigningHealth.class).health().getStatus();
    }
}
