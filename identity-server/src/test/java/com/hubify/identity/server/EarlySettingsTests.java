package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the whole server says whose settings are wrong. */
@ExtendWith(OutputCaptureExtension.class)
class EarlySettingsTests {

    /** The sentence stood below Tomcat's warnings of threads that had begun, and below a trace of beans. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubify.identity.login.client-secret= | hubify.identity.login.client-secret is missing",
                "hubify.identity.clients.demo-web.public=false | hubify.identity.clients.demo-web.secret is missing",
                "hubify.identity.clients.demo-web.name=${NOPE} | hubify.identity.clients.demo-web.name needs NOPE",
                "hubify=x | hubify must be left out, or have settings below it",
                "hubify.identity=x | hubify.identity must be left out, or have settings below it",
                "hubify.identity.clients=x | hubify.identity.clients must be left out, or have settings below it"
            })
    void areToldBeforeAnythingHasBegun(String setting, String sentence, CapturedOutput output) {
        assertDoesNotStart("--" + setting);

        assertThat(output)
                .containsOnlyOnce(sentence)
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("Tomcat", " WARN ", "\tat ");
    }

    /** What several settings say together is seen by beans alone: the sentence stood below the names of those on the way. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubify.identity.token.grant-time-to-live=100d | grant-time-to-live must be at least a day shorter than",
                "hubify.identity.session.time-to-live=100d | session.time-to-live must be at least a day shorter than",
                "hubify.identity.scopes.more=nonsense | hubify.identity.scopes.more must contain only scopes of the form",
                "hubify.identity.signing.provider=vault | hubify.identity.signing.vault.uri",
                "hubify.identity.signing.local.file=/proc/nope/keys.json | hubify.identity.signing.local.file must name a file that",
                "hubify.identity.signing.local.file=/tmp | hubify.identity.signing.local.file names the folder /tmp",
                "hubify.identity.signing.local.file=pom.xml | take them away (chmod 600)"
            })
    void areToldAloneWhereBeansSeeThem(String setting, String sentence, CapturedOutput output) {
        assertDoesNotStart("--" + setting);

        assertThat(output)
                .containsOnlyOnce(sentence)
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("Exception encountered", "Error starting Tomcat", "\tat ");
    }

    /** As {@link #areToldAloneWhereBeansSeeThem}, of a Vault that the server is not to be let into as it is set. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token-file=/nope | can't be read: /nope: java.nio.file.NoSuchFileException: /nope.",
                "ca-file=pom.xml | hubify.identity.signing.vault.ca-file"
            })
    void areToldAloneOfAVault(String setting, String sentence, CapturedOutput output) {
        assertDoesNotStart(
                "--hubify.identity.signing.provider=vault",
                "--hubify.identity.signing.vault.uri=https://localhost:1",
                "--hubify.identity.signing.vault.authentication=token",
                "--hubify.identity.signing.vault." + setting);

        assertThat(output)
                .contains(sentence, "APPLICATION FAILED TO START")
                .doesNotContain("Error starting Tomcat", "started a thread", "bean with name", "\tat ");
    }

    private static void assertDoesNotStart(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=local", "--server.port=0"));
        arguments.addAll(List.of(settings));
        SpringApplication server = new SpringApplication(IdentityServerApplication.class);

        assertThatThrownBy(() -> server.run(arguments.toArray(String[]::new))).isNotNull();
    }
}
