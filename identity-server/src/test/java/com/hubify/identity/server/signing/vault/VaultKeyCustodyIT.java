package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyCustodyContract;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.vault.VaultLogins;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@OpenBaoServer
class VaultKeyCustodyIT implements KeyCustodyContract {

    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;

    private final OpenBao bao;
    private final TestVault vault;
    private ConfigurableApplicationContext server;

    VaultKeyCustodyIT(OpenBao bao) {
        this.bao = bao;
        this.vault = TestVault.in(bao);
        this.server = vault.server();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public KeyCustody custody() {
        return server.getBean(KeyCustody.class);
    }

    @Test
    void namesKeysAfterTransitKeyAndVersion() {
        custody().addVersion(ES256);

        assertThat(custody().versions(ES256))
                .extracting(kept -> kept.key().kid())
                .containsExactly("hubify-es256-v1", "hubify-es256-v2");
    }

    @Test
    void leavesNothingOfWhatItDestroys() {
        custody().addVersion(ES256);
        custody().destroyOlderThan(custody().addVersion(ES256).key());

        var answer = bao.read("transit/keys/hubify-es256").at("/data");
        assertThat(answer.at("/min_available_version").asInt()).isEqualTo(3);
        assertThat(answer.at("/keys").propertyNames()).containsExactly("3");
    }

    @Test
    void saysThatAKeyIsMissingWhenItIsDeletedBehindItsBack() {
        SigningKey key = newest();
        bao.write("transit/keys/hubify-es256/config", Map.of("deletion_allowed", true));
        bao.delete("transit/keys/hubify-es256");

        assertKeyMissing(() -> custody().sign(key, INPUT));
        assertKeyMissing(() -> custody().versions(ES256));
        assertKeyMissing(() -> custody().addVersion(ES256));
        // Nor is it quietly made anew: other keys under the same id would be worse than none.
        assertThat(bao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"))
                        .at("/data/latest_version")
                        .asInt())
                .isEqualTo(1);
    }

    // Attack, or a mistake: the key is deleted and made anew. It has the same id, and nobody would accept its tokens.
    @Test
    void givesNoSignaturesOfAKeyThatWasMadeAnew() {
        SigningKey key = newest();
        custody().sign(key, INPUT);
        bao.write("transit/keys/hubify-es256/config", Map.of("deletion_allowed", true));
        bao.delete("transit/keys/hubify-es256");
        bao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertKeyMissing(() -> custody().sign(key, INPUT)));
        assertKeyMissing(() -> custody().sign(key, INPUT));
    }

    @Test
    void signsWithNoOtherVersionThanTheChosenOne() {
        SigningKey chosen = newest();
        custody().addVersion(ES256);
        assertThat(chosen.verifies(INPUT, custody().sign(chosen, INPUT))).isTrue();

        bao.write("transit/keys/hubify-es256/config", Map.of("min_encryption_version", 2));

        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(() -> custody().sign(chosen, INPUT))
                .withMessageContaining("minimum encryption key version");
    }

    @Test
    void signsOnAfterItsTokenWasRevoked() {
        SigningKey key = newest();
        vault.revokeLogins();

        assertThat(key.verifies(INPUT, custody().sign(key, INPUT))).isTrue();
    }

    @Test
    void signsOnWhenItsTokensRunOut() {
        server.close();
        vault.role(Map.of("token_ttl", "8s", "token_max_ttl", "10s"));
        server = vault.server();
        SigningKey key = newest();

        await().during(Duration.ofSeconds(12))
                .atMost(Duration.ofSeconds(20))
                .until(() -> key.verifies(INPUT, custody().sign(key, INPUT)));
    }

    @Test
    void handsItsTokenBackAtTheEnd() {
        var token = VaultLogins.token(server).getToken();

        server.close();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> bao.write("auth/token/lookup", Map.of("token", token)))
                .withMessageContaining("403");
    }

    private SigningKey newest() {
        return custody().versions(ES256).get(0).key();
    }

    private static void assertKeyMissing(Runnable attempt) {
        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(attempt::run)
                .extracting(SigningUnavailable::reason)
                .isEqualTo(Reason.KEY_MISSING);
    }
}
