package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What an operator reads whose settings are wrong: the sentence, no trace of beans, and never a secret. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubify.identity.clients.app.secert=hunter2 | hubify.identity.clients.app.secert is not a known property; the most similar one is hubify.identity.clients.app.secret.",
                "hubify.identity.client.app.secret=hunter2 | hubify.identity.client.app.secret is not a known property; the most similar one is hubify.identity.clients.",
                "hubify.laboratory.secret=hunter2 | hubify.laboratory.secret is not a known property; the most similar one is hubify.",
                "hubify.resource.max-staleness=hunter2 | hubify.resource.max-staleness has no effect in this program, which is not a resource server on the starter.",
                "hubify.identity.clients.app.grant-types=client_credentials | hubify.identity.clients.app.secret is missing; set it, or set public: true for a client that can't keep one.",
                "hubify.identity.clients.app.secret=a-${UNSET_SECRET} | hubify.identity.clients.app.secret needs UNSET_SECRET, which is not set.",
                "hubify.identity.clients.app.secret={bcrypt}$2a$17$hunter2 | or {bcrypt} and a BCrypt digest of cost 4 to 16",
                "hubify.identity.clients.app.redirect-uris=hunter2 | hubify.identity.clients.app.secret is missing; set it, or set public: true for a client that can't keep one."
            })
    void areToldInOneSentence(String setting, String sentence, CapturedOutput output) {
        SpringApplication server = new SpringApplicationBuilder(ClientConfiguration.class, ClientCatalog.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("secretUses", TestClients.NO_USES))
                .web(WebApplicationType.NONE)
                .properties("hubify.identity.clients.app.name=An app")
                .application();

        assertThatThrownBy(() -> server.run("--" + setting)).isNotNull();

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", sentence)
                .doesNotContain("hunter2", "\tat ");
    }

    /**
     * Fault: a secret that was changed by a misspelt variable left the one before it in force, and a protection that one was to
     * switch on stayed off; the misspelt word passed for the end of the client's id.
     */
    @ParameterizedTest
    @CsvSource({
        "HUBIFY_IDENTITY_CLIENTS_APP_SECRT, hubify.identity.clients.app.secret",
        "HUBIFY_IDENTITY_CLIENT_APP_SECRET, hubify.identity.clients.app.secret",
        "HUBIFY_IDENTITY_CLIENTS_APP_REQUIREPKC, hubify.identity.clients.app.require-pkce",
        "HUBIFY_IDENTITY_CLIENTS_APP_REQUIRE_PKC, hubify.identity.clients.app.require-pkce",
        "HUBIFY_IDENTITY_CLIENTS_MY_APP_CONSNT, hubify.identity.clients.my-app.consent",
        "HUBIFY_IDENTITY_CLIENTS_APP_SCOPS_0, hubify.identity.clients.app.scopes"
    })
    void areToldOfAVariableThatIsASlipAway(String variable, String meant, CapturedOutput output) {
        assertThatThrownBy(() -> sound(variable).run()).isNotNull();

        assertThat(output.getAll())
                .contains(variable + " sets; the most similar one is " + meant + ".")
                .doesNotContain("hunter2", "\tat ");
    }

    /** An id with a hyphen is written with an underscore: which of the words are the id isn't known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HUBIFY_IDENTITY_CLIENTS_APP_SECRET",
                "HUBIFY_IDENTITY_CLIENTS_MY_APP_SECRET",
                "HUBIFY_IDENTITY_SCOPES_MORE"
            })
    void areNoVariablesOfClients(String variable, CapturedOutput output) {
        sound(variable).run().close();

        assertThat(output.getAll()).doesNotContain(variable, "hunter2");
    }

    private static SpringApplication sound(String variable) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "hunter2")));
        return new SpringApplicationBuilder(ClientConfiguration.class, ClientCatalog.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("secretUses", TestClients.NO_USES))
                .web(WebApplicationType.NONE)
                .environment(environment)
                .properties(
                        "hubify.identity.clients.app.secret=s",
                        "hubify.identity.clients.app.grant-types=client_credentials",
                        "hubify.identity.clients.my-app.secret=s",
                        "hubify.identity.clients.my-app.grant-types=client_credentials")
                .application();
    }
}
