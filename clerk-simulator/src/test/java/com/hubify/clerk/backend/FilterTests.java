package com.hubify.clerk.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.SimulatorTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A filter that is ignored shows people whom the program has asked not to see, and its test stays green. */
@SimulatorTest
@Import(HeardEvents.class)
@TestPropertySource(properties = "clerk.simulator.backend.requests=100000")
class FilterTests {

    private static final String MEMBER = "user_2hUbIfYmEmBeRsAmPlEuSeR0002";
    private static final String MULTI = "user_2hUbIfYmUlTiOrGsAmPlEuSeR04";
    private static final String ACME = "org_2hUbIfYaCmEoRgAnIzAtIoN0001";

    @LocalServerPort
    private int port;

    private Backend backend;
    private String person;

    @BeforeEach
    void createPerson() {
        backend = Backend.at(port);
        person = backend.person("filtered-" + System.nanoTime() + "@example.com");
    }

    @Test
    void filtersBannedPeople() {
        backend.post("/v1/users/" + person + "/ban", Map.of());

        assertThat(ids(backend.list("/v1/users?banned=true&limit=500")))
                .contains(person)
                .doesNotContain(MULTI);
        assertThat(ids(backend.list("/v1/users?banned=false&limit=500")))
                .contains(MULTI)
                .doesNotContain(person);
        assertThat(backend.json("/v1/users/count?banned=true&user_id=" + MULTI)).containsEntry("total_count", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+"})
    void filtersPeopleByOrganization(String sign) {
        assertThat(ids(backend.list("/v1/users?limit=500&organization_id={id}", sign + ACME)))
                .contains(MEMBER, MULTI)
                .doesNotContain(person);
        assertThat(ids(backend.list("/v1/users?limit=500&organization_id=-" + ACME)))
                .contains(person)
                .doesNotContain(MEMBER, MULTI);
    }

    @Test
    void filtersOrganizations() {
        String own = String.valueOf(
                backend.post("/v1/organizations", Map.of("name", "Fulmar " + person, "created_by", person))
                        .get("id"));

        assertThat(data("/v1/organizations?user_id=" + person + "&include_members_count=true"))
                .extracting(one -> String.valueOf(one.get("id")))
                .containsExactly(own);
        assertThat(data("/v1/organizations?query=fulmar " + person))
                .extracting(one -> String.valueOf(one.get("id")))
                .containsExactly(own);
        assertThat(data("/v1/organizations?query=no such organization")).isEmpty();
    }

    @Test
    void filtersMemberships() {
        assertThat(data("/v1/organizations/acme/memberships?role=org:admin&user_id=" + MULTI + "&user_id=" + MEMBER))
                .extracting(FilterTests::userId)
                .containsExactly(MEMBER);
        assertThat(data("/v1/organizations/acme/memberships?query=TANAKA"))
                .extracting(FilterTests::userId)
                .containsExactly(MULTI);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users?phone_number=1, phone_number, form_param_unknown",
        "/v1/users?last_active_at_since=1, last_active_at_since, form_param_unknown",
        "/v1/users/count?name_query=a, name_query, form_param_unknown",
        "/v1/users/" + MULTI + "/organization_memberships?role=org:admin, role, form_param_unknown",
        "/v1/organizations?order_by=name, order_by, form_param_unknown",
        "/v1/organizations/acme/memberships?shoe_size=44, shoe_size, form_param_unknown",
        "/v1/sessions?user_id=" + MULTI + "&shoe_size=44, shoe_size, form_param_unknown",
        "/v1/users?banned=perhaps, banned, form_param_value_invalid"
    })
    void refusesWhatItDoesNotFilterBy(String path, String parameter, String code) {
        backend.get(path)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo(code)
                .jsonPath("$.errors[0].meta.param_name")
                .isEqualTo(parameter);
    }

    private static String userId(Map<?, ?> membership) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(membership.get("public_user_data"))).get("user_id"));
    }

    private List<Map<?, ?>> data(String path) {
        return ((List<?>) Objects.requireNonNull(backend.json(path).get("data")))
                .stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    private static List<String> ids(List<Map<String, Object>> users) {
        return users.stream().map(user -> String.valueOf(user.get("id"))).toList();
    }
}
