package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.KeyCustodyContract;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.vault.TestVault;
import com.hubify.identity.server.vault.VaultLogins;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** Vault goes away in every way it can, and comes back. */
@OpenBaoServer(own = true)
class VaultOutageIT {

    private static final byte[] INPUT = KeyCustodyContract.INPUT;
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final OpenBao bao;
    private final TestVault vault;
    private ConfigurableApplicationContext server;

    VaultOutageIT(OpenBao bao) {
        this.bao = bao;
        this.vault = TestVault.in(bao);
        this.server = vault.server();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysUnreachableWhileVaultIsStoppedAndSignsOnAfterwards() {
        SigningKey key = key();
        bao.kill();

        assertThat(refusal(key)).isEqualTo(Reason.UNREACHABLE);
        assertThat(keys().published().getKeys()).hasSize(3);
        assertThat(server.getBean(SigningHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(ScannedSigning.publishedKeys(server)).isEqualTo(Status.UP);

        bao.start();
        awaitSignature();
    }

    @Test
    void keepsNobodyWaitingWhileVaultHangs() throws Exception {
        SigningKey key = key();
        bao.pause();
        try {
            assertThat(slowestOf(50, key)).isLessThan(Duration.ofSeconds(3));
        } finally {
            bao.resume();
        }

        awaitSignature();
    }

    // Attack, or bad luck: Vault hangs just when nobody is logged in. Logins one after another, two seconds each,
    // would keep the fiftieth request waiting for a hundred.
    @Test
    void keepsNobodyWaitingForLoginWhileVaultHangs() throws Exception {
        SigningKey key = key();
        VaultLogins.giveUp(server);
        bao.pause();
        try {
            assertThat(slowestOf(50, key)).isLessThan(Duration.ofSeconds(3));
        } finally {
            bao.resume();
        }

        awaitSignature();
    }

    @Test
    void saysSealedWhileVaultIsSealedAndSignsOnAfterwards() {
        SigningKey key = key();
        bao.write("sys/seal", Map.of());

        assertThat(refusal(key)).isEqualTo(Reason.SEALED);

        bao.restart();
        awaitSignature();
    }

    @Test
    void startsWhileVaultIsAwayAndPublishesWhatIsKnown() {
        KeyRing written = server.getBean(RotatingSigningKeys.class).ring();
        server.close();
        String[] login = login();
        bao.stop();
        try {
            server = vault.serverAfter(written, login);

            assertThat(ScannedSigning.publishedKeys(server)).isEqualTo(Status.UP);
            assertThat(keys().published().getKeys()).hasSize(3);
            assertThat(server.getBean(SigningHealth.class).health().getDetails())
                    .containsEntry("reason", "unreachable");
        } finally {
            bao.start();
        }

        awaitSignature();
    }

    @Test
    void startsWhileVaultIsSealedAndIsReadyOnceItHasSeenTheKeys() {
        server.close();
        String[] login = login();
        bao.write("sys/seal", Map.of());
        try {
            server = vault.server(login);

            assertThat(ScannedSigning.publishedKeys(server)).isEqualTo(Status.DOWN);
            assertThat(server.getBean(SigningHealth.class).health().getDetails())
                    .containsEntry("reason", "sealed");
        } finally {
            bao.restart();
        }

        await().atMost(RECOVERY)
                .until(() -> ScannedSigning.publishedKeys(server).equals(Status.UP));
        awaitSignature();
    }

    private String[] login() {
        return new String[] {
            "hubify.identity.signing.vault.authentication=app-role",
            "hubify.identity.signing.vault.app-role.role-id=" + vault.roleId(),
            "hubify.identity.signing.vault.app-role.secret-id=" + vault.secretId()
        };
    }

    private void awaitSignature() {
        await().atMost(RECOVERY)
                .ignoreExceptionsInstanceOf(SigningUnavailable.class)
                .until(() -> {
                    SigningKey key = key();
                    return key.verifies(INPUT, keys().sign(key, INPUT));
                });
    }

    private Reason refusal(SigningKey key) {
        try {
            keys().sign(key, INPUT);
            throw new AssertionError("signed though Vault is away");
        } catch (SigningUnavailable e) {
            return e.reason();
        }
    }

    private Duration slowestOf(int requests, SigningKey key) throws Exception {
        var threads = Executors.newFixedThreadPool(requests);
        Callable<Duration> request = () -> {
            long start = System.nanoTime();
            assertThat(refusal(key)).isEqualTo(Reason.UNREACHABLE);
            return Duration.ofNanos(System.nanoTime() - start);
        };
        Duration slowest = Duration.ZERO;
        for (var duration : threads.invokeAll(Collections.nCopies(requests, request))) {
            slowest = slowest.compareTo(duration.get()) > 0 ? slowest : duration.get();
        }
        threads.shutdown();
        return slowest;
    }

    private SigningKey key() {
        return keys().current(JWSAlgorithm.ES256);
    }

    private SigningKeys keys() {
        return server.getBean(SigningKeys.class);
    }
}
