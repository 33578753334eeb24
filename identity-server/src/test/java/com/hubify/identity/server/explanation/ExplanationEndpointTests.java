package com.hubify.identity.server.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.server.api.OperatorCalls;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.apikey.endpoint.ApiKeyControllerConfiguration;
import java.io.UnsupportedEncodingException;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a refusal, here or at a service, to its explanation. */
@SpringJUnitWebConfig(ExplanationEndpointTests.Server.class)
class ExplanationEndpointTests {

    @Import({
        ApiKeyControllerConfiguration.class,
        ExplanationController.class,
        OperatorCalls.class,
        RefusalReportController.class,
        RefusedCalls.class
    })
    static class Server {

        @Bean
        InMemoryExplanations explanations() {
            return new InMemoryExplanations();
        }

        @Bean
        ExplanationQueue queue(Explanations explanations) {
            return new ExplanationQueue(explanations, () -> 0);
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("labs", true), client("reports", false));
        }

        private static RegisteredClient client(String id, boolean introspection) {
            return RegisteredClient.withId(id)
                    .clientId(id)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .clientSettings(ClientSettings.builder()
                            .setting("hubify.introspection", introspection)
                            .build())
                    .build();
        }
    }

    private static final String READ = "api-keys:read";

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final ExplanationQueue queue;
    private final ApiKey key = TestApiKeys.usable().key();

    @Autowired
    ExplanationEndpointTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            BreakableApiKeys keys,
            ExplanationQueue queue) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.keys = keys;
        this.queue = queue;
    }

    @BeforeEach
    void startAnew() {
        keys.clear();
        keys.add(key);
    }

    @Test
    void explainsARefusalOfTheServerToItsCaller() {
        String person = tokens.person("user_1", "labs:read");
        String reference =
                id(mvc.get().uri("/v1/api-keys").header("Authorization", person).exchange());

        JsonNode explanation = explained(tokens.person("user_1", READ), reference);

        assertThat(explanation.path("reason").asString()).isEqualTo("insufficient_scope");
        assertThat(explanation.path("detail").asString()).contains("api-keys:read");
        assertThat(explanation.path("scopes_held").asString()).isEqualTo("labs:read");
        assertThat(explanation.path("request").asString()).isEqualTo("GET /v1/api-keys");
        assertThat(explanation.path("remedy").asString()).contains("hubify auth login --scope");
    }

    /** Attack: ask with references of others, to learn from a different answer which of them exist. */
    @Test
    void answersForOthersReferencesAsForUnknownOnes() {
        String person = tokens.person("user_1", "labs:read");
        String reference =
                id(mvc.get().uri("/v1/api-keys").header("Authorization", person).exchange());
        String stranger = tokens.person("user_2", READ + " audit:read");

        MvcTestResult others = ask(stranger, reference);
        MvcTestResult unknown = ask(stranger, "req_0000000000000000");

        assertThat(others).hasStatus(404);
        assertThat(unknown).hasStatus(404);
        assertThat(json(others).path("error")).isEqualTo(json(unknown).path("error"));
        assertThat(ask(tokens.person("user_1", "labs:read"), reference)).hasStatus(403);
        assertThat(ask(tokens.machine("labs", ""), reference)).hasStatus(404);
    }

    /**
     * Attack: an application that may ask people for audit:read is given it by anybody who signs in there. The token of a person
     * who is no operator is refused with it as without.
     */
    @Test
    void takesNobodyForAnOperatorByAScopeAlone() {
        String anybody = tokens.person("user_2", READ + " audit:read audit:*");

        assertThat(mvc.get().uri("/v1/audit?reference=req_0000000000000000").header("Authorization", anybody))
                .hasStatus(403);
    }

    @Test
    void explainsAStrangersRefusalToOperatorsAlone() {
        String reference = id(mvc.get()
                .uri("/v1/api-keys")
                .header("Authorization", "Bearer made-up")
                .exchange());
        String operator = tokens.machine("operator", "audit:read");

        assertThat(explained(operator, reference).path("reason").asString()).isEqualTo("invalid_token");
        assertThat(listed(operator, reference)).isEqualTo(1);
        assertThat(listed(operator, "not there!")).isZero();
        assertThat(mvc.get()
                        .uri("/v1/audit?reference=" + reference)
                        .header("Authorization", tokens.person("user_1", READ)))
                .hasStatus(403);
    }

    /** An id that is no secret is enough to have a key named: its owner learns why, and nothing of it counts as proven. */
    @Test
    void explainsARefusedKeyAtAServiceToTheOwnerOfTheKey() {
        assertThat(report("labs", """
                {"refusals":[{"reference":"req_of_a_service","at":"2026-04-14T10:00:00Z","reason":"inactive","status":401,
                "detail":"","request":"GET /labs","scopes_needed":"","key_id":"%s","proven":false,"network":"192.0.2.7"}]}
                """.formatted(key.id()))).hasStatus(204);
        queue.write();

        JsonNode explanation = explained(tokens.person(key.owner().value(), READ), "req_of_a_service");

        assertThat(explanation.path("service").asString()).isEqualTo("labs");
        assertThat(explanation.path("key_id").asString()).isEqualTo(key.id().value());
        assertThat(explanation.path("remedy").asString()).contains("hubify auth api-key list");
    }

    /** Attack: tell people, in the name of a service, that their credentials were refused. */
    @Test
    void takesReportsOfServicesAlone() {
        assertThat(report("reports", "{\"refusals\":[]}")).hasStatus(403);
        assertThat(report("labs", "{\"refusals\":[{\"status\":401}]}")).hasStatus(204);
        assertThat(report("labs", "{\"refusals\":[" + "{},".repeat(200) + "{}]}"))
                .hasStatus(400);
    }

    private MvcTestResult report(String service, String body) {
        return mvc.post()
                .uri("/v1/refusals")
                .header("Authorization", tokens.machine(service, "revocations:read"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private String id(MvcTestResult refused) {
        queue.write();
        return String.valueOf(refused.getResponse().getHeader("X-Request-Id"));
    }

    private MvcTestResult ask(String token, String reference) {
        return mvc.get()
                .uri("/v1/refusals/{reference}", reference)
                .header("Authorization", token)
                .exchange();
    }

    private JsonNode explained(String token, String reference) {
        MvcTestResult answer = ask(token, reference);
        assertThat(answer).hasStatus(200);
        return json(answer).path("data");
    }

    private int listed(String token, String reference) {
        MvcTestResult answer = mvc.get()
                .uri("/v1/audit?reference={reference}", reference)
                .header("Authorization", token)
                .exchange();
        assertThat(answer).hasStatus(200);
        return json(answer).path("data").size();
    }

    private static JsonNode json(MvcTestResult answer) {
        try {
            return JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
