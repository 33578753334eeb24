package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBao;
import com.hubify.identity.parts.OpenBaoServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@OpenBaoServer
class VaultSigningKeysIT extends RotatingSigningKeysContract {

    private final OpenBao bao;
    private final TestVault vault;
    private ConfigurableApplicationContext server;

    VaultSigningKeysIT(OpenBao bao) {
        this.bao = bao;
        this.vault = TestVault.in(bao);
        this.server = vault.server();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    SigningKeys keys() {
        return server.getBean(SigningKeys.class);
    }

    @Override
    void rotate(JWSAlgorithm algorithm) {
        bao.write("transit/keys/hubify-%s/rotate".formatted(algorithm.getName().toLowerCase(Locale.ROOT)), Map.of());
    }

    @Override
    void noticeRotation() {
        int before = keys().published().size();
        await().until(() -> keys().published().size() > before);
    }

    @Test
    void namesKeysAfterTransitKeyAndVersion() {
        rotate(JWSAlgorithm.ES256);
        noticeRotation();

        assertThat(keys().published().getKeys())
                .extracting(JWK::getKeyID)
                .containsExactly("hubify-es256-v2", "hubify-es256-v1", "hubify-rs256-v1");
    }

    @Test
    void goesOnWithLastKeysWhenOneIsDeletedBehindItsBack() {
        SigningKey key = keys().current(JWSAlgorithm.ES256);
        bao.write("transit/keys/hubify-es256/config", Map.of("deletion_allowed", true));
        bao.delete("transit/keys/hubify-es256");

        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(() -> keys().sign(key, INPUT))
                .extracting(SigningUnavailable::reason)
                .isEqualTo(SigningUnavailable.Reason.KEY_MISSING);
        assertThat(keys().published().getKeyByKeyId(key.kid())).isEqualTo(key.publicJwk());
        // Nor is it quietly made anew: other keys under the same id would be worse than none.
        assertThat(bao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"))
                        .at("/data/latest_version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void signsWithNoOtherVersionWhenChosenOneWasRetired() {
        SigningKey retired = keys().current(JWSAlgorithm.ES256);
        rotate(JWSAlgorithm.ES256);
        bao.write("transit/keys/hubify-es256/config", Map.of("min_encryption_version", 2));

        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(() -> keys().sign(retired, INPUT))
                .withMessageContaining("minimum encryption key version");
        await().until(() -> keys().current(JWSAlgorithm.ES256).version() == 2);
    }

    @Test
    void signsOnAfterItsTokenWasRevoked() {
        SigningKey key = keys().current(JWSAlgorithm.ES256);
        vault.revokeLogins();

        assertThat(key.verifies(INPUT, keys().sign(key, INPUT))).isTrue();
    }

    @Test
    void signsOnWhenItsTokensRunOut() {
        server.close();
        vault.role(Map.of("token_ttl", "8s", "token_max_ttl", "10s"));
        server = vault.server();
        SigningKey key = keys().current(JWSAlgorithm.ES256);

        await().during(Duration.ofSeconds(12))
                .atMost(Duration.ofSeconds(20))
                .until(() -> key.verifies(INPUT, keys().sign(key, INPUT)));
    }

    @Test
    void handsItsTokenBackAtTheEnd() {
        var token = server.getBean(VaultSession.class).getSessionToken().getToken();

        server.close();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> bao.write("auth/token/lookup", Map.of("token", token)))
                .withMessageContaining("403");
    }
}
