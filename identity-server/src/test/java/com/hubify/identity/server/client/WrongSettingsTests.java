package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator reads whose settings are wrong: the sentence, no trace of beans, and never a secret. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubify.identity.clients.app.secert=hunter2 | hubify.identity.clients.app.secert is not a known property; the nearest one is hubify.identity.clients.app.secret.",
                "hubify.identity.client.app.secret=hunter2 | hubify.identity.client.app.secret is not a known property; the nearest one is hubify.identity.clients.",
                "hubify.laboratory.secret=hunter2 | hubify.laboratory.secret is not a known property; the nearest one is hubify.",
                "hubify.resource.max-staleness=hunter2 | hubify.resource.max-staleness has no effect in this program, which is no service on the starter.",
                "hubify.identity.clients.app.grant-types=client_credentials | hubify.identity.clients.app.secret is missing; a client without a secret says public: true.",
                "hubify.identity.clients.app.secret=a-${UNSET_SECRET} | hubify.identity.clients.app.secret needs UNSET_SECRET, which is not set.",
                "hubify.identity.clients.app.redirect-uris=hunter2 | hubify.identity.clients.app.secret is missing; a client without a secret says public: true."
            })
    void areToldInOneSentence(String setting, String sentence, CapturedOutput output) {
        SpringApplication server = new SpringApplicationBuilder(ClientConfiguration.class, ClientCatalog.class)
                .web(WebApplicationType.NONE)
                .properties("hubify.identity.clients.app.name=An app")
                .application();

        assertThatThrownBy(() -> server.run("--" + setting)).isNotNull();

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", sentence)
                .doesNotContain("hunter2", "\tat ");
    }
}
