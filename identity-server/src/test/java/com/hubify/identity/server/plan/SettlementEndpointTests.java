package com.hubify.identity.server.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.InMemoryAccounts;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.apikey.endpoint.ApiKeyControllerConfiguration;
import com.hubify.identity.server.plan.SettledBudget.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

@SpringJUnitWebConfig(SettlementEndpointTests.Server.class)
class SettlementEndpointTests {

    @Import({ApiKeyControllerConfiguration.class, SettlementController.class, Plans.class})
    static class Server {

        @Bean
        Settled settlements() {
            return new Settled();
        }

        @Bean
        Accounts accounts() {
            return new InMemoryAccounts();
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

    /** Grants whatever is wanted, and tells what was settled. */
    static final class Settled implements Settlements {

        private final List<String> holders = new ArrayList<>();

        @Override
        public SettledBudget settle(Claim claim, Limits plan, String holder) {
            holders.add(holder);
            return new SettledBudget(
                    claim.wanted(),
                    new Window(plan.perMinute(), 7, 30_000),
                    new Window(plan.perDay(), 70, 3_600_000),
                    2);
        }
    }

    private static final String INSTANCE = "AAAAAAAAAAAAAAAAAAAAAA";

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final Settled settled;

    @Autowired
    SettlementEndpointTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            BreakableApiKeys keys,
            Settled settled) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.keys = keys;
        this.settled = settled;
    }

    @BeforeEach
    void startAnew() {
        settled.holders.clear();
        keys.clear();
    }

    @Test
    void settles() {
        assertThat(settle(budget("caller:user_2abc", 3)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.data.budgets")
                .isEqualTo(List.of(Map.of(
                        "name",
                        "caller:user_2abc",
                        "plan",
                        "free",
                        "granted",
                        5,
                        "holders",
                        2,
                        "minute",
                        Map.of("limit", 60, "remaining", 7, "reset_ms", 30_000),
                        "day",
                        Map.of("limit", 1_000, "remaining", 70, "reset_ms", 3_600_000))));
        assertThat(settled.holders).containsExactly("labs " + INSTANCE);
    }

    /** Attack: a service that says of a caller what plan they have is not asked. */
    @ParameterizedTest
    @CsvSource({
        "caller:user_2abc, free",
        "client:reports, team",
        "organization:org_2abc, team",
        "key:abcd1234, free",
        "caller:org_2abc, team",
        "key:orga0001, team"
    })
    void knowsThePlan(String name, String plan) {
        keys.add(TestApiKeys.usable().key());
        keys.add(TestApiKeys.usable()
                .id("orga0001")
                .ofOrganization("org_2abc", TestApiKeys.OWNER)
                .key());

        assertThat(settle(budget(name, 3)))
                .bodyJson()
                .extractingPath("$.data.budgets[0].plan")
                .isEqualTo(plan);
    }

    /** Attack: budgets of keys that were made up, to fill Redis. */
    @Test
    void keepsNothingOfKeysThatDoNotExist() {
        assertThat(settle(budget("key:zzzz9999", 3)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.data.budgets")
                .asArray()
                .isEmpty();
        assertThat(settled.holders).isEmpty();
    }

    /** Attack: a client that is no service, or a person, uses up what others have, or gives themselves more. */
    @Test
    void settlesWithServicesAlone() {
        String body = body(budget("caller:user_2abc", 3));
        assertThat(send(tokens.machine("reports", "revocations:read"), body)).hasStatus(403);
        assertThat(send(tokens.machine("unknown", "revocations:read"), body)).hasStatus(403);
        assertThat(send(tokens.person("user_2abc", "revocations:read *"), body)).hasStatus(403);
        // Attack: with a token that the service sent to another one.
        assertThat(send(tokens.machine("labs", "* labs:read"), body)).hasStatus(403);
        assertThat(send("Bearer nobody", body)).hasStatus(401);
        assertThat(settled.holders).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"used\":1,\"returned\":0,\"wanted\":5}",
                "{\"name\":\"caller:a\",\"used\":1,\"carried\":-1,\"returned\":0,\"wanted\":5}",
                "{\"name\":\"caller:a\",\"used\":1,\"earlier\":100001,\"returned\":0,\"wanted\":5}",
                "{\"name\":\"caller:a\",\"used\":-1,\"returned\":0,\"wanted\":5}",
                "{\"name\":\"caller:a\",\"used\":100001,\"returned\":0,\"wanted\":5}",
                "{\"name\":\"caller:a\",\"used\":1,\"wanted\":5}",
                "{\"name\":\"caller:a\",\"used\":1,\"returned\":0,\"wanted\":5,\"plan\":\"team\"}",
                "null"
            })
    void refusesWhatItCannotRead(String budget) {
        assertThat(settle(budget("caller:user_2abc", 3) + "," + budget)).hasStatus(400);
        assertThat(settled.holders).isEmpty();
    }

    /** Attack: one caller with an odd name takes the limits of all others of the service away. */
    @ParameterizedTest
    @ValueSource(strings = {"user_2abc", "caller:", "caller:a b", "caller:a}b"})
    void leavesOutANameThatItCannotRead(String name) {
        MvcTestResult result = settle(budget(name, 1) + "," + budget("caller:user_2abc", 3));

        assertThat(result)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.data.unreadable")
                .isEqualTo(List.of(name));
        assertThat(result).bodyJson().extractingPath("$.data.budgets[*].name").isEqualTo(List.of("caller:user_2abc"));
        assertThat(settled.holders).hasSize(1);
    }

    @Test
    void readsAtMostTwoHundredBudgetsEachOnce() {
        assertThat(settle(budgets(200))).hasStatusOk();
        assertThat(settle(budgets(201))).hasStatus(400);
        assertThat(settle(budgets(1) + "," + budgets(1))).hasStatus(400);
        assertThat(send(
                        tokens.machine("labs", "revocations:read"),
                        "{\"instance\":\"short\",\"budgets\":[" + budgets(1) + "]}"))
                .hasStatus(400);
        assertThat(settle(budgets(1) + " ".repeat(64 * 1024))).hasStatus(413);
    }

    private static String budgets(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> budget("caller:user_" + i, 1))
                .collect(Collectors.joining(","));
    }

    private static String budget(String name, long used) {
        return "{\"name\":\"%s\",\"used\":%d,\"returned\":0,\"wanted\":5}".formatted(name, used);
    }

    private static String body(String budgets) {
        return "{\"instance\":\"" + INSTANCE + "\",\"budgets\":[" + budgets + "]}";
    }

    private MvcTestResult settle(String budgets) {
        return send(tokens.machine("labs", "revocations:read"), body(budgets));
    }

    private MvcTestResult send(String token, String body) {
        return mvc.post()
                .uri("/v1/limits/settle")
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
