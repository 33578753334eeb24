package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.vault.TestVault;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that can't be meant, at a Vault that is in order: the start fails within seconds and names the property. */
@OpenBaoServer
class VaultSettingsIT {

    private static final String PREFIX = "hubify.identity.signing.vault.";

    private final OpenBao bao;
    private final TestVault vault;

    VaultSettingsIT(OpenBao bao) {
        this.bao = bao;
        this.vault = TestVault.in(bao);
    }

    @ParameterizedTest
    @CsvSource({
        "mount, ''",
        "mount, ' '",
        "mount, ../sys",
        "mount, transit?x=1",
        "mount, secret",
        "keys.es256, ''",
        "keys.es256, ..",
        "keys.es256, ../hubify-es256",
        "keys.es256, a/b",
        "keys.es256, a b",
        "keys.rs256, hubify-rs256?x=1",
        "keys.eddsa, hubify-es256",
        "timeout, 0s",
        "timeout, -1s",
        "timeout, 400d",
        "timeout, soon",
        "largest-batch, 0",
        "largest-batch, 100000",
        "authentication, password",
        "token, ''",
    })
    void failsTheStartAndNamesTheProperty(String property, String value) {
        long before = System.nanoTime();

        Throwable failure = catchThrowable(() -> vault.server(
                        PREFIX + "authentication=token",
                        PREFIX + "token=" + bao.token(),
                        PREFIX + property + "=" + value)
                .close());

        assertThat(failure).isNotNull().hasStackTraceContaining(PREFIX + property);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"/transit/", "transit/"})
    void takesAMountAsVaultWritesIt(String mount) {
        try (var server = vault.server(PREFIX + "mount=" + mount)) {
            assertThat(server.getBean(SigningHealth.class).health().getStatus().getDescription())
                    .isEmpty();
        }
    }
}
