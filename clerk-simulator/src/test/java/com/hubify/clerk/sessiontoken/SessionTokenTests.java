package com.hubify.clerk.sessiontoken;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.SimulatorTest;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
class SessionTokenTests {

    private static final String SOLO = "solo@example.com";
    private static final String MEMBER = "member@example.com";

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void looksLikeARealOne() {
        String token = token(SOLO, Map.of());

        assertThat(Jwts.header(token))
                .containsOnlyKeys("alg", "cat", "kid", "typ")
                .containsEntry("alg", "RS256")
                .containsEntry("cat", "cl_B7d4PD111AAA")
                .containsEntry("typ", "JWT")
                .hasEntrySatisfying("kid", kid -> assertThat(kid.toString()).matches("ins_[A-Za-z0-9]{27}"));
        Map<String, Object> claims = Jwts.claims(token);
        assertThat(claims)
                .containsOnlyKeys("azp", "exp", "fva", "iat", "iss", "jti", "nbf", "sid", "sts", "sub", "v")
                .containsEntry("azp", "http://localhost:8080")
                .containsEntry("iss", "http://127.0.0.1:" + port)
                .containsEntry("sub", "user_2hUbIfYsOlOsAmPlEuSeR000001")
                .containsEntry("sts", "active")
                .containsEntry("v", 2L);
        assertThat(String.valueOf(claims.get("sid"))).matches("sess_[A-Za-z0-9]{27}");
        assertThat(seconds(claims, "exp") - seconds(claims, "iat")).isEqualTo(60);
        assertThat(seconds(claims, "iat") - seconds(claims, "nbf")).isEqualTo(10);
    }

    @Test
    void carriesTheActiveOrganizationByIdOrSlug() {
        Map<String, Object> bySlug = Jwts.claims(token(MEMBER, Map.of("organization", "acme")));
        Map<String, Object> byId =
                Jwts.claims(token(MEMBER, Map.of("organization", "org_2hUbIfYaCmEoRgAnIzAtIoN0001")));

        assertThat(bySlug.get("o")).isEqualTo(byId.get("o"));
        assertThat(bySlug)
                .containsEntry("fea", "o:labs,o:experiments,o:api_keys")
                .containsEntry(
                        "o",
                        Map.of(
                                "id", "org_2hUbIfYaCmEoRgAnIzAtIoN0001",
                                "slg", "acme",
                                "rol", "admin",
                                "per", "manage,read",
                                "fpm", "3,3,1"));
    }

    @Test
    void namesNoPartyWithoutOrigin() {
        String token = jwt(post(Map.of("identifier", SOLO), Map.of()));

        assertThat(Jwts.claims(token)).doesNotContainKey("azp");
    }

    @Test
    void keepsTheSessionAndCountsItsMinutes() {
        Map<String, Object> first = Jwts.claims(token(SOLO, Map.of()));
        clock.wind(Duration.ofMinutes(90));
        Map<String, Object> later = Jwts.claims(token(SOLO, Map.of()));

        assertThat(later.get("sid")).isEqualTo(first.get("sid"));
        assertThat(later.get("fva"))
                .asInstanceOf(InstanceOfAssertFactories.list(Long.class))
                .satisfiesExactly(
                        minutes -> assertThat(minutes).isGreaterThanOrEqualTo(90),
                        secondFactor -> assertThat(secondFactor).isEqualTo(-1));
    }

    @Test
    void bendsToEachKnob() {
        assertThat(Jwts.claims(token(MEMBER, Map.of("version", "1", "organization", "acme"))))
                .containsEntry("org_role", "org:admin")
                .doesNotContainKeys("v", "o", "fea");
        assertThat(Jwts.claims(token(MEMBER, Map.of("sts", "pending")))).containsEntry("sts", "pending");
        assertThat(Jwts.claims(token(MEMBER, Map.of("sts", "none")))).doesNotContainKey("sts");
        assertThat(Jwts.header(token(MEMBER, Map.of("cat", "none")))).doesNotContainKey("cat");
        assertThat(Jwts.header(token(MEMBER, Map.of("cat", "ignore")))).containsEntry("cat", "cl_I7d4PD111III");
        assertThat(Jwts.header(token(MEMBER, Map.of("oiat", "true")))).containsKey("oiat");
        assertThat(Jwts.claims(token(MEMBER, Map.of("actor", "user_x")))).containsEntry("act", Map.of("sub", "user_x"));
    }

    @Test
    void mintsLongLivedTokenWithoutParty() {
        Map<String, Object> claims = Jwts.claims(token(MEMBER, Map.of("expires_in_seconds", "3600")));

        assertThat(seconds(claims, "exp") - seconds(claims, "iat")).isEqualTo(3_600);
        assertThat(claims).doesNotContainKey("azp").containsKey("sid");
    }

    @Test
    void mintsFromTemplateWithoutSession() {
        String token = token(MEMBER, Map.of("template", "integration"));

        assertThat(Jwts.header(token)).containsEntry("cat", "cl_B7d4PD222AAA");
        assertThat(Jwts.claims(token))
                .containsOnlyKeys("azp", "exp", "iat", "iss", "jti", "nbf", "sub", "aud", "role")
                .containsEntry("aud", "https://api.example.com")
                .containsEntry("role", "integration");
    }

    @ParameterizedTest
    @CsvSource({
        "identifier, nobody@example.com",
        "organization, elsewhere",
        "template, unknown",
    })
    void answersWhatItDoesNotKnowAsClerkDoes(String parameter, String value) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("identifier", MEMBER));
        form.put(parameter, value);

        RestTestClient.ResponseSpec response = post(form, Map.of());

        response.expectStatus().isNotFound();
        response.expectHeader().valueEquals("Content-Type", "application/json");
        response.expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("resource_not_found")
                .jsonPath("$.clerk_trace_id")
                .exists();
    }

    @Test
    void knowsNoOrganizationOfSomebodyElse() {
        post(Map.of("identifier", SOLO, "organization", "acme"), Map.of())
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @CsvSource({"version, 3", "sts, gone", "cat, other", "expires_in_seconds, 5"})
    void refusesAKnobTurnedTooFar(String knob, String value) {
        post(Map.of("identifier", MEMBER, knob, value), Map.of())
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("form_param_value_invalid");
    }

    /** A web page the developer happens to have open asks for a token. The browser must not let it read the answer. */
    @Test
    void letsNoWebPageReadATokenAcrossOrigins() {
        RestTestClient.ResponseSpec response =
                post(Map.of("identifier", MEMBER), Map.of("Origin", "https://evil.example.com"));

        response.expectHeader().doesNotExist("Access-Control-Allow-Origin");
    }

    private String token(String identifier, Map<String, String> knobs) {
        Map<String, String> form = new LinkedHashMap<>(knobs);
        form.put("identifier", identifier);
        return jwt(post(form, Map.of("Origin", "http://localhost:8080")));
    }

    private RestTestClient.ResponseSpec post(Map<String, String> form, Map<String, String> headers) {
        return CodeFlow.at(port).plainPost("/simulator/session-tokens", form, headers);
    }

    private static String jwt(RestTestClient.ResponseSpec response) {
        Map<String, Object> answer = CodeFlow.json(response.expectStatus().isOk());
        assertThat(answer).containsOnlyKeys("jwt");
        return String.valueOf(answer.get("jwt"));
    }

    private static long seconds(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Long value ? value : -1;
    }
}
