package com.hubify.clerk.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
@TestPropertySource(properties = "clerk.simulator.backend.requests=100000")
class PeopleTests {

    private static final String ACME = "org_2hUbIfYaCmEoRgAnIzAtIoN0001";

    @LocalServerPort
    private int port;

    private Backend backend;
    private String email;
    private String person;

    @BeforeEach
    void createPerson() {
        backend = Backend.at(port);
        email = "by-hand-" + System.nanoTime() + "@example.com";
        person = backend.person(email);
    }

    @ParameterizedTest
    @CsvSource({
        "ban, banned, true",
        "unban, banned, false",
        "lock, locked, true",
        "unlock, locked, false",
        "deprovision, deprovisioned, true",
        "provision, deprovisioned, false"
    })
    void changesWhatAPersonMay(String action, String member, boolean expected) {
        post("", Map.of("action", action)).expectStatus().isSeeOther();

        assertThat(backend.json("/v1/users/" + person)).containsEntry(member, expected);
    }

    /** Clerk says it of people whom the directory of their company has taken out. */
    @Test
    void deprovisionsAsABanDoes() {
        Object session = backend.post("/v1/sessions", Map.of("user_id", person)).get("id");
        post("/memberships", Map.of("organization", ACME, "role", "member", "action", "join"));

        post("", Map.of("action", "deprovision"));

        assertThat(backend.json("/v1/sessions/" + session)).containsEntry("status", "revoked");
        backend.send(HttpMethod.POST, "/v1/sessions", Map.of("user_id", person))
                .expectStatus()
                .isForbidden();
        assertThat(backend.json("/v1/organization_memberships?limit=1").toString())
                .contains(person, "deprovisioned=true");
        assertThat(backend.json("/v1/organization_memberships?limit=1&order_by={order}", "+created_at")
                        .toString())
                .doesNotContain(person);
        backend.get("/v1/organization_memberships?order_by=username")
                .expectStatus()
                .isEqualTo(422);
        assertThat(page()).contains("Take back");
    }

    @Test
    void deletesAPerson() {
        post("", Map.of("action", "delete"));

        backend.get("/v1/users/" + person).expectStatus().isNotFound();
        assertThat(page()).doesNotContain(person);
    }

    @Test
    void changesTheProfile() {
        post("/profile", Map.of("given_name", "Ada", "family_name", " ", "email", "new-" + email, "verified", "false"));

        Map<String, Object> user = backend.json("/v1/users/" + person);
        assertThat(user).containsEntry("first_name", "Ada").containsEntry("last_name", null);
        assertThat(user.get("email_addresses"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("email_address", "new-" + email)
                .containsEntry("verification", null);
    }

    @Test
    void movesAPersonThroughOrganizationsAndRoles() {
        post("/memberships", Map.of("organization", ACME, "role", "member", "action", "join"));
        assertThat(page()).contains("Remove from acme");
        post("/memberships", Map.of("organization", ACME, "role", "admin", "action", "change"));

        assertThat(roles()).containsExactly("org:admin");
        post("/memberships", Map.of("organization", ACME, "role", "admin", "action", "leave"));
        assertThat(roles()).isEmpty();
    }

    @Test
    void holdsResumesAndRevokesASession() {
        Object session = Objects.requireNonNull(
                backend.post("/v1/sessions", Map.of("user_id", person)).get("id"));

        assertThat(page()).contains(session.toString());
        assertThat(List.of(after("hold", session), after("resume", session), after("revoke", session)))
                .containsExactly("pending", "active", "revoked");
        assertThat(page()).doesNotContain(session.toString());
    }

    @Test
    void addsAndDeletesAnOrganization() {
        CodeFlow flow = CodeFlow.at(port);
        flow.plainPost("/simulator/organizations", Map.of("name", "Heron", "slug", "heron"), Map.of());
        Object id = backend.json("/v1/organizations/heron").get("id");

        flow.plainPost("/simulator/organizations/" + id + "/delete", Map.of(), Map.of())
                .expectStatus()
                .isSeeOther();

        backend.get("/v1/organizations/heron").expectStatus().isNotFound();
    }

    @Test
    void addsAPersonWhoCanSignIn() {
        CodeFlow.at(port)
                .plainPost(
                        "/simulator/people",
                        Map.of("email", "added-" + email, "password", "hubify", "verified", "true"),
                        Map.of());

        assertThat(CodeFlow.at(port).tokens("added-" + email)).containsKey("id_token");
    }

    /** Other tests leave hundreds of people, and the page shows fifty. */
    @Test
    void showsThePersonWhoWasChangedAmongHundreds() {
        IntStream.range(0, 60)
                .forEach(i -> backend.post(
                        "/v1/users",
                        Map.of("email_address", List.of("crowd-" + i + "-" + email), "password", "hubify")));

        backend.get("/simulator/people?open=" + person)
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("id=\"" + person + "\" open"));
    }

    @Test
    void tellsAMistakeOnThePageWithWhatWasEntered() {
        CodeFlow flow = CodeFlow.at(port);

        assertThat(text(flow.plainPost(
                        "/simulator/people",
                        Map.of("email", email, "password", "s3cond", "verified", "false"),
                        Map.of())))
                .contains("<h1>People and organizations</h1>")
                .contains("That email_address is taken. Please try another.")
                .contains("name=\"email\" type=\"email\" value=\"" + email + "\"")
                .contains("value=\"s3cond\"");
        assertThat(text(flow.plainPost("/simulator/organizations", Map.of("name", "Other", "slug", "acme"), Map.of())))
                .contains("That slug is taken. Please try another.")
                .contains("value=\"Other\"");
        assertThat(text(post(
                        "/profile", Map.of("given_name", "Grace", "family_name", "", "email", "solo@example.com"))))
                .contains("is taken")
                .contains("value=\"Grace\"")
                .contains("id=\"" + person + "\" open");
        assertThat(text(flow.plainPost("/simulator/people/user_gone", Map.of("action", "ban"), Map.of())))
                .contains("<h1>People and organizations</h1>");
    }

    /** A page a developer happens to have open deletes people, whose ids are printed in the documentation. */
    @ParameterizedTest
    @CsvSource({
        "/simulator/people/{id}",
        "/simulator/people/{id}/profile",
        "/simulator/people/{id}/memberships",
        "/simulator/people/{id}/sessions",
        "/simulator/people",
        "/simulator/organizations",
        "/simulator/organizations/" + ACME + "/delete"
    })
    void refusesFormOfAnotherSite(String path) {
        CodeFlow.at(port)
                .plainPost(path, Map.of("action", "delete"), Map.of("Sec-Fetch-Site", "cross-site"), person)
                .expectStatus()
                .isForbidden();

        backend.get("/v1/users/" + person).expectStatus().isOk();
    }

    private Object after(String action, Object session) {
        post("/sessions", Map.of("session", session.toString(), "action", action));
        return Objects.requireNonNull(backend.json("/v1/sessions/" + session).get("status"));
    }

    private List<String> roles() {
        Object data = backend.json("/v1/users/" + person + "/organization_memberships")
                .get("data");
        return ((List<?>) Objects.requireNonNull(data))
                .stream()
                        .map(one -> String.valueOf(((Map<?, ?>) one).get("role")))
                        .toList();
    }

    private static String text(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.returnResult(String.class).getResponseBody());
    }

    private String page() {
        return Objects.requireNonNull(backend.get("/simulator/people?search=" + email + "&open=" + person)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient.ResponseSpec post(String path, Map<String, String> form) {
        return CodeFlow.at(port).plainPost("/simulator/people/" + person + path, form, Map.of());
    }
}
