package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.KeyRing;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Addresses that can't be Vault's, and those where nobody is just now. */
@ExtendWith(OutputCaptureExtension.class)
class VaultAddressTests {

    private static final String URI = "hubify.identity.signing.vault.uri";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(ScannedSigning.class)
            .withPropertyValues(
                    "hubify.identity.signing.provider=vault",
                    "hubify.identity.signing.vault.authentication=token",
                    "hubify.identity.signing.vault.token=any");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault.example.com",
                "vault.example.com:8200",
                "//vault.example.com:8200",
                "ftp://vault.example.com:8200",
                "https:vault.example.com",
                "https://",
                "https:///v1",
                "https://vault.example.com:99999",
                "https://vault.example.com:0",
                "https://vault_example:8200",
                "https://vault.example.com:port",
                "https://somebody:secret@vault.example.com",
                "https://vault.example.com?namespace=identity",
                "https://vault.example.com#v1",
                "not an address",
                "https://${VAULT_HOST}:8200",
            })
    void refusesWhatIsNoAddressOfVault(String address) {
        runner.withPropertyValues(URI + "=" + address).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).hasStackTraceContaining(URI);
        });
    }

    @Test
    void refusesToGuessTheAddress() {
        runner.run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .hasStackTraceContaining(URI)
                    .hasStackTraceContaining("https://vault.example.com:8200");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "https://vault.invalid:8200"})
    void refusesToStartFirstWhereNobodyIs(String address) {
        runner.withPropertyValues(URI + "=" + address).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).hasStackTraceContaining("Check " + URI);
        });
    }

    // It was there once, so it comes back; what is published is known from Redis meanwhile.
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "https://vault.invalid:8200"})
    void waitsForVaultThatWasSeenBefore(String address, CapturedOutput output) {
        runner.withPropertyValues(URI + "=" + address)
                .withBean(KeyRing.class, () -> InMemoryKeyCustody.ring(Instant.now(), Instant.now()))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(SigningHealth.class)
                                    .health()
                                    .getStatus()
                                    .getDescription())
                            .isEqualTo("unreachable");
                    assertThat(output).contains("Check " + URI);
                });
    }

    /** The operator at three in the morning looks at the end of the log. */
    @Test
    void saysWhatToMendInPlaceOfAStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(ScannedSigning.class)
                        .web(WebApplicationType.NONE)
                        .properties("hubify.identity.signing.provider=vault", URI + "=http://127.0.0.1:1")
                        .properties("hubify.identity.signing.vault.token=any")
                        .properties("hubify.identity.signing.vault.authentication=token")
                        .run()
                        .close())
                .isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Check " + URI)
                .doesNotContain("\tat ");
    }
}
