package com.hubify.clerk.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.SimulatorTest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;

/** What Clerk's SDK sends to create and change people and organizations. */
@SimulatorTest
@Import(HeardEvents.class)
@TestPropertySource(properties = "clerk.simulator.backend.requests=100000")
class OrganizationTests {

    @LocalServerPort
    private int port;

    private Backend backend;
    private String person;

    @BeforeEach
    void createPerson() {
        backend = Backend.at(port);
        person = backend.person("founder-" + System.nanoTime() + "@example.com");
    }

    @Test
    void createsAnOrganizationWithoutSlug() {
        Map<String, Object> made = backend.post("/v1/organizations", Map.of("name", "Auk", "created_by", person));

        assertThat(made).containsEntry("slug", null).containsEntry("public_metadata", Map.of());
        Map<String, Object> session = backend.post(
                "/v1/sessions", Map.of("user_id", person, "active_organization_id", String.valueOf(made.get("id"))));
        Map<String, Object> token = backend.post("/v1/sessions/" + session.get("id") + "/tokens", Map.of());
        assertThat(Jwts.claims(String.valueOf(token.get("jwt"))).get("o"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("id", made.get("id"))
                .doesNotContainKey("slg");
        backend.get("/simulator/people?open=" + person).expectStatus().isOk();
    }

    /** Two without a slug are not two of the same slug. */
    @Test
    void takesTheSlugAwayAndKeepsTheMetadata() {
        backend.post("/v1/organizations", Map.of("name", "Nameless"));
        String path = "/v1/organizations/"
                + backend.post(
                                "/v1/organizations",
                                Map.of(
                                        "name",
                                        "Skua",
                                        "slug",
                                        "skua-" + person.toLowerCase(Locale.ROOT),
                                        "public_metadata",
                                        Map.of("tier", "gold", "old", true),
                                        "private_metadata",
                                        Map.of("crm", 7)))
                        .get("id");
        Map<String, Object> noSlug = new HashMap<>();
        noSlug.put("slug", null);

        backend.send(HttpMethod.PATCH, path, noSlug).expectStatus().isOk();
        Map<String, Object> merge = new HashMap<>();
        merge.put("old", null);
        merge.put("new", 1);
        backend.send(HttpMethod.PATCH, path + "/metadata", Map.of("public_metadata", merge))
                .expectStatus()
                .isOk();

        assertThat(backend.json(path))
                .containsEntry("slug", null)
                .containsEntry("name", "Skua")
                .containsEntry("public_metadata", Map.of("tier", "gold", "new", 1))
                .containsEntry("private_metadata", Map.of("crm", 7));
    }

    @Test
    void refusesAnEmptySlug() {
        backend.send(HttpMethod.POST, "/v1/organizations", Map.of("name", "Auk", "slug", ""))
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void takesTheSwitchesOfPasswordChecks() {
        Map<String, Object> made = backend.post(
                "/v1/users",
                Map.of(
                        "email_address",
                        List.of("skip-" + System.nanoTime() + "@example.com"),
                        "password",
                        "1",
                        "skip_password_checks",
                        true,
                        "skip_password_requirement",
                        false));

        assertThat(made).containsEntry("password_enabled", true);
    }

    /** What the simulator leaves out must not look like what does not exist at Clerk. */
    @ParameterizedTest
    @CsvSource({"GET, /v1/oauth_applications", "PUT, /v1/users/user_1/metadata"})
    void namesWhatIsNotSimulated(String method, String path) {
        backend.send(HttpMethod.valueOf(method), path, Map.of())
                .expectStatus()
                .isEqualTo(501)
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("not_simulated")
                .jsonPath("$.errors[0].long_message")
                .isEqualTo("The simulator does not have " + method + " " + path + ".");
        backend.get("/nothing")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.errors[0].long_message")
                .isEqualTo("The resource was not found.");
    }
}
