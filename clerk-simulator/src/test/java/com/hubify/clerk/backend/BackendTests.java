package com.hubify.clerk.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.SimulatorTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
@Import(HeardEvents.class)
@TestPropertySource(properties = "clerk.simulator.backend.requests=100000")
class BackendTests {

    private static final String SOLO = "user_2hUbIfYsOlOsAmPlEuSeR000001";
    private static final String MULTI = "user_2hUbIfYmUlTiOrGsAmPlEuSeR04";
    private static final String ACME = "org_2hUbIfYaCmEoRgAnIzAtIoN0001";

    @LocalServerPort
    private int port;

    @Autowired
    private HeardEvents heard;

    private Backend backend;
    private String person;

    @BeforeEach
    void createPerson() {
        backend = Backend.at(port);
        person = backend.person("person-" + System.nanoTime() + "@example.com");
        heard.clear();
    }

    @Test
    void showsAPersonWithEveryMember() {
        Map<String, Object> user = backend.json("/v1/users/" + SOLO);

        assertThat(user)
                .hasSize(45)
                .containsEntry("object", "user")
                .containsEntry("external_id", null)
                .containsEntry("banned", false)
                .containsEntry("locked", false)
                .containsEntry("public_metadata", Map.of("plan", "free"))
                .containsKeys("mfa_enabled_at", "lockout_expires_in_seconds", "scim", "last_active_at");
        assertThat(user.get("email_addresses"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("id", user.get("primary_email_address_id"))
                .containsEntry("email_address", "solo@example.com");
    }

    /** Clerk's SDK parses nothing else as JSON. */
    @Test
    void answersAsJsonWithoutCharset() {
        backend.get("/v1/users/" + SOLO).expectHeader().valueEquals("Content-Type", "application/json");
        backend.get("/v1/users/user_none")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals("Content-Type", "application/json")
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("resource_not_found")
                .jsonPath("$.clerk_trace_id")
                .exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/users", "/v1/users/" + SOLO, "/v1/sessions?user_id=" + SOLO, "/v1/organizations/" + ACME})
    void refusesAnotherSecretKey(String path) {
        RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer sk_test_other")
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("clerk_key_invalid");
    }

    @Test
    void findsPeopleByAddressAndId() {
        assertThat(backend.list("/v1/users?email_address=SOLO@example.com&email_address=multi@example.com"))
                .extracting(user -> user.get("id"))
                .containsExactlyInAnyOrder(SOLO, MULTI);
        assertThat(backend.list("/v1/users?user_id=" + SOLO)).hasSize(1);
        assertThat(backend.list("/v1/users?email_address=nobody@example.com")).isEmpty();
        assertThat(backend.json("/v1/users/count?user_id=" + SOLO)).containsEntry("total_count", 1);
    }

    @Test
    void pagesThroughPeopleInOneOrder() {
        List<Object> all = backend.list("/v1/users?limit=500&order_by=+created_at").stream()
                .map(user -> user.get("id"))
                .toList();

        assertThat(backend.list("/v1/users?limit=2&offset=1&order_by={order}", "+created_at"))
                .extracting(user -> user.get("id"))
                .containsExactlyElementsOf(all.subList(1, 3));
        assertThat(all).endsWith(person).contains(SOLO);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users?limit=501, limit",
        "/v1/users?limit=0, limit",
        "/v1/users?offset=-1, offset",
        "/v1/users?limit=x, limit",
        "/v1/users?order_by=shoe_size, order_by",
        "/v1/sessions, user_id or client_id",
        "/v1/sessions?user_id=user_1&status=asleep, status",
    })
    void namesTheParameterAtFault(String path, String parameter) {
        backend.get(path)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].meta.param_name")
                .isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "{\"shoe_size\":44}, 422",
        "{\"first_name\":7}, 422",
        "{\"username\":\"solo\"}, 422",
        "[], 400",
        "{, 400",
        "'', 400"
    })
    void changesNothingOnABadBody(String body, int status) {
        backend.sendText(HttpMethod.PATCH, "/v1/users/" + person, body)
                .expectStatus()
                .isEqualTo(status);

        assertThat(heard.types()).isEmpty();
    }

    @Test
    void tellsOfAChangedPerson() {
        backend.send(HttpMethod.PATCH, "/v1/users/" + person, Map.of("first_name", "Ada"))
                .expectStatus()
                .isOk();
        backend.send(HttpMethod.PATCH, "/v1/users/" + person + "/metadata", Map.of("public_metadata", Map.of("a", 1)))
                .expectStatus()
                .isOk();

        assertThat(heard.types()).containsExactly("user.updated", "user.updated");
        assertThat(heard.data("user.updated")).containsEntry("first_name", "Ada");
    }

    @Test
    void revokesSessionsOfABannedPerson() {
        String session = session(person);

        backend.post("/v1/users/" + person + "/ban", Map.of());

        assertThat(heard.types()).containsExactly("session.created", "user.updated", "session.revoked");
        assertThat(heard.data("user.updated")).containsEntry("banned", true);
        assertThat(backend.json("/v1/sessions/" + session)).containsEntry("status", "revoked");
        backend.send(HttpMethod.POST, "/v1/sessions", Map.of("user_id", person))
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("user_banned");
        backend.post("/v1/users/" + person + "/unban", Map.of());
        session(person);
    }

    /** A lock stops the one who guesses passwords, not the person who is signed in. */
    @Test
    void letsSessionsOfALockedPersonGoOn() {
        String session = session(person);

        backend.post("/v1/users/" + person + "/lock", Map.of());

        assertThat(backend.json("/v1/users/" + person))
                .containsEntry("locked", true)
                .containsEntry("lockout_expires_in_seconds", 3599);
        backend.post("/v1/sessions/" + session + "/tokens", Map.of());
        backend.send(HttpMethod.POST, "/v1/sessions", Map.of("user_id", person))
                .expectStatus()
                .isForbidden();
        backend.post("/v1/users/" + person + "/unlock", Map.of());
        assertThat(backend.json("/v1/users/" + person)).containsEntry("locked", false);
    }

    @Test
    void leavesNothingOfADeletedPerson() {
        backend.post("/v1/organizations/" + ACME + "/memberships", Map.of("user_id", person, "role", "org:member"));
        String session = session(person);
        heard.clear();

        Map<String, Object> stub = backend.delete("/v1/users/" + person);

        assertThat(stub).containsOnlyKeys("id", "object", "deleted").containsEntry("deleted", true);
        assertThat(heard.types()).containsExactly("user.deleted", "organizationMembership.deleted", "session.removed");
        assertThat(heard.data("session.removed")).containsEntry("user", null);
        backend.get("/v1/users/" + person).expectStatus().isNotFound();
        backend.get("/v1/sessions/" + session).expectStatus().isNotFound();
        backend.send(HttpMethod.POST, "/v1/sessions/" + session + "/tokens", Map.of())
                .expectStatus()
                .isNotFound();
        assertThat(backend.list("/v1/sessions?user_id=" + person)).isEmpty();
    }

    @Test
    void mintsTokensWithoutOriginUntilTheSessionIsRevoked() {
        String session = session(person);

        Map<String, Object> claims = claims(session);
        Map<String, Object> revoked = backend.post("/v1/sessions/" + session + "/revoke", Map.of());

        assertThat(claims)
                .containsEntry("sid", session)
                .containsEntry("sub", person)
                .doesNotContainKey("azp");
        assertThat(revoked).containsEntry("status", "revoked");
        assertThat(heard.data("session.revoked")).containsKey("user");
        backend.send(HttpMethod.POST, "/v1/sessions/" + session + "/tokens", Map.of())
                .expectStatus()
                .isNotFound();
        backend.post("/v1/sessions/" + session + "/revoke", Map.of());
        assertThat(heard.types()).containsOnlyOnce("session.revoked");
    }

    @Test
    void listsSessionsBareOrCounted() {
        String session = session(person);
        session(person);
        backend.post("/v1/sessions/" + session + "/revoke", Map.of());

        assertThat(backend.list("/v1/sessions?user_id=" + person)).hasSize(2);
        assertThat(backend.list("/v1/sessions?user_id=" + person + "&status=revoked"))
                .extracting(one -> one.get("id"))
                .containsExactly(session);
        assertThat(backend.json("/v1/sessions?paginated=true&limit=1&user_id=" + person))
                .containsEntry("total_count", 2);
    }

    @Test
    void changesWhatNewTokensSayWithTheRole() {
        backend.post("/v1/organizations/" + ACME + "/memberships", Map.of("user_id", person, "role", "org:member"));
        Map<String, Object> session =
                backend.post("/v1/sessions", Map.of("user_id", person, "active_organization_id", ACME));
        String id = String.valueOf(session.get("id"));
        Map<String, Object> before = claims(id);

        backend.send(
                        HttpMethod.PATCH,
                        "/v1/organizations/" + ACME + "/memberships/" + person,
                        Map.of("role", "org:admin"))
                .expectStatus()
                .isOk();

        assertThat(before.get("o")).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("rol", "member");
        assertThat(claims(id).get("o"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("rol", "admin");
        assertThat(heard.data("organizationMembership.updated"))
                .containsEntry("role", "org:admin")
                .extracting("permissions")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("org:labs:manage");
        backend.delete("/v1/organizations/" + ACME + "/memberships/" + person);
        assertThat(claims(id)).doesNotContainKey("o");
        assertThat(backend.json("/v1/sessions/" + id)).containsEntry("last_active_organization_id", null);
    }

    @Test
    void listsMembershipsFromBothSides() {
        Map<String, Object> ofPerson = backend.json("/v1/users/" + MULTI + "/organization_memberships");

        assertThat(ofPerson).containsEntry("total_count", 2);
        assertThat(ofPerson.get("data"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(membership -> membership.get("role"))
                .containsExactly("org:member", "org:admin");
        assertThat(backend.json("/v1/organizations/acme/memberships?limit=1"))
                .extracting("data")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void deletesAnOrganizationWithItsMemberships() {
        Map<String, Object> made =
                backend.post("/v1/organizations", Map.of("name", "Tern", "slug", "tern", "created_by", person));
        assertThat(backend.json("/v1/organizations/tern")).containsEntry("members_count", 1);
        heard.clear();

        Map<String, Object> stub = backend.delete("/v1/organizations/" + made.get("id"));

        assertThat(stub).containsEntry("deleted", true).containsEntry("slug", "tern");
        assertThat(heard.types()).containsExactly("organization.deleted");
        assertThat(backend.json("/v1/users/" + person + "/organization_memberships"))
                .containsEntry("total_count", 0);
    }

    @Test
    void endsTheGrantsOfABannedPerson() {
        String email = "banned-" + System.nanoTime() + "@example.com";
        String id = backend.person(email);
        Map<String, Object> tokens = CodeFlow.at(port).tokens(email);

        backend.post("/v1/users/" + id + "/ban", Map.of());

        CodeFlow.at(port)
                .refresh(String.valueOf(tokens.get("refresh_token")))
                .expectStatus()
                .isBadRequest();
    }

    /** Everything a person's deletion must reach at the OAuth provider. */
    @Test
    void endsTheGrantsOfADeletedPerson() {
        String email = "oauth-" + System.nanoTime() + "@example.com";
        String id = backend.person(email);
        CodeFlow flow = CodeFlow.at(port);
        Map<String, Object> tokens = flow.tokens(email);

        backend.delete("/v1/users/" + id);

        flow.refresh(String.valueOf(tokens.get("refresh_token")))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_grant");
        assertThat(CodeFlow.json(
                        flow.post("/oauth/token_info", Map.of("token", String.valueOf(tokens.get("access_token"))))))
                .containsEntry("active", false);
    }

    private String session(String userId) {
        return String.valueOf(
                backend.post("/v1/sessions", Map.of("user_id", userId)).get("id"));
    }

    private Map<String, Object> claims(String session) {
        Map<String, Object> token = backend.post("/v1/sessions/" + session + "/tokens", Map.of());
        return Jwts.claims(String.valueOf(token.get("jwt")));
    }
}
