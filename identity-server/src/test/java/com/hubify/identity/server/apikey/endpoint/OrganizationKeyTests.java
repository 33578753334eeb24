package com.hubify.identity.server.apikey.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys that belong to an organization itself. */
@SpringJUnitWebConfig(ApiKeyControllerConfiguration.class)
class OrganizationKeyTests {

    private static final AccountId ACME = new AccountId("org_acme1");
    private static final String ALL = "api-keys:read api-keys:write *";

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final TestOrganizations organizations;
    private final StoredApiKeyVerifier verifier;

    @Autowired
    OrganizationKeyTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            BreakableApiKeys keys,
            TestOrganizations organizations,
            StoredApiKeyVerifier verifier) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.keys = keys;
        this.organizations = organizations;
        this.verifier = verifier;
    }

    @BeforeEach
    void startAnew(@Autowired InMemoryRevocations revocations) {
        keys.clear();
        revocations.forget();
        for (String person : new String[] {"user_admin", "user_editor", "user_member", "user_other"}) {
            organizations.forget(person);
        }
        organizations.join("user_admin", ACME.value(), "Acme", TestOrganizations.ADMIN);
        organizations.join("user_editor", ACME.value(), "Acme", TestOrganizations.EDITOR);
        organizations.join("user_member", ACME.value(), "Acme", TestOrganizations.MEMBER);
        organizations.join("user_other", "org_other1", "Other", TestOrganizations.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org_acme1", "acme"})
    void makesAKeyThatOutlivesItsMaker(String owner) {
        JsonNode made = data(create("user_admin", owner, "labs:write"), 201);

        assertThat(made.get("owner").asString()).isEqualTo("org_acme1");
        assertThat(made.get("organization").asString()).isEqualTo("org_acme1");
        assertThat(made.get("created_by").asString()).isEqualTo("user_admin");
        assertThat(keys.ownedBy(new AccountId("user_admin"))).isEmpty();
        organizations.forget("user_admin");
        assertThat(verifier.verify(made.get("key").asString())).isInstanceOf(ApiKeyVerification.Accepted.class);
    }

    /** Attack: make a key of a foreign organization, or as a plain member; or learn by the answer which exist. */
    @Test
    void refusesAlikeWhoMayNot() {
        String message = refusal(create("user_member", "org_acme1", "labs:read"));

        assertThat(refusal(create("user_other", "org_acme1", "labs:read"))).isEqualTo(message);
        assertThat(refusal(create("user_other", "org_none1", "labs:read"))).isEqualTo(message);
        assertThat(refusal(create("user_admin", "user_other", "labs:read"))).isEqualTo(message);
        assertThat(refusal(create("user_admin", "", "labs:read"))).isEqualTo(message);
        assertThat(refusal(send(HttpMethod.GET, "?owner=acme", person("user_member"), "")))
                .isEqualTo(message);
        assertThat(keys.ownedBy(ACME)).isEmpty();
    }

    /** Attack: get by the organization's key what the role there doesn't allow. */
    @Test
    void givesNoMoreThanTheRoleAllows() {
        assertThat(create("user_editor", "acme", "labs:write")).hasStatus(403);
        assertThat(create("user_editor", "acme", "labs:read")).hasStatus(201);
        String wide =
                data(create("user_admin", "acme", "labs:write"), 201).get("id").asString();

        assertThat(send(HttpMethod.POST, "/" + wide + "/rotate", person("user_editor"), "{}"))
                .hasStatus(403);
        assertThat(keys.ownedBy(ACME)).hasSize(2);
    }

    /** Attack: an application that acts for one organization reaches another's keys, by a person who manages both. */
    @Test
    void keepsApplicationsWithinTheOrganizationForWhichTheyAct() {
        organizations.join("user_admin", "org_other1", "Other", TestOrganizations.ADMIN);
        String id =
                data(create("user_admin", "acme", "labs:read"), 201).get("id").asString();
        String elsewhere = tokens.token(
                Map.of("sub", "user_admin", "client_id", "hubify-cli", "scope", ALL, "org_id", "org_other1"));

        refusal(send(HttpMethod.GET, "?owner=acme", elsewhere, ""));
        refusal(send(HttpMethod.POST, "", elsewhere, body("acme", "labs:read")));
        assertThat(send(HttpMethod.GET, "/" + id, elsewhere, "")).hasStatus(404);
        assertThat(send(HttpMethod.DELETE, "/" + id, elsewhere, "")).hasStatus(404);
    }

    @Test
    void letsAllManagersSeeChangeReplaceAndRevokeIt() {
        String id =
                data(create("user_admin", "acme", "labs:read"), 201).get("id").asString();
        String editor = person("user_editor");

        assertThat(data(send(HttpMethod.GET, "?owner=acme", editor, ""), 200)).hasSize(1);
        assertThat(data(send(HttpMethod.GET, "", editor, ""), 200)).isEmpty();
        data(send(HttpMethod.PATCH, "/" + id, editor, "{\"name\":\"renamed\"}"), 200);
        JsonNode successor = data(send(HttpMethod.POST, "/" + id + "/rotate", editor, "{}"), 201);
        assertThat(successor.get("owner").asString()).isEqualTo("org_acme1");
        assertThat(send(HttpMethod.DELETE, "/" + id, editor, "")).hasStatus(204);
        assertThat(keys.ownedBy(ACME)).extracting(ApiKey::name).singleElement().hasToString("renamed");
    }

    /** Attack: reach the organization's key by its id, as a plain member or from elsewhere. It is as unknown as none. */
    @ParameterizedTest
    @ValueSource(strings = {"user_member", "user_other"})
    void hidesItFromAllOthers(String other) {
        String id =
                data(create("user_admin", "acme", "labs:read"), 201).get("id").asString();

        assertThat(send(HttpMethod.GET, "/" + id, person(other), "")).hasStatus(404);
        assertThat(send(HttpMethod.PATCH, "/" + id, person(other), "{\"name\":\"x\"}"))
                .hasStatus(404);
        assertThat(send(HttpMethod.POST, "/" + id + "/rotate", person(other), "{}"))
                .hasStatus(404);
        assertThat(send(HttpMethod.DELETE, "/" + id, person(other), "")).hasStatus(404);
        assertThat(keys.ownedBy(ACME)).hasSize(1);
    }

    private MvcTestResult create(String person, String owner, String scope) {
        return send(HttpMethod.POST, "", person(person), body(owner, scope));
    }

    private static String body(String owner, String scope) {
        return "{\"name\":\"job\",\"scopes\":[\"" + scope + "\"],\"owner\":\"" + owner + "\"}";
    }

    private String person(String id) {
        return tokens.person(id, ALL);
    }

    private MvcTestResult send(HttpMethod method, String path, String token, String body) {
        return mvc.perform(mvc.method(method)
                .uri("/v1/api-keys" + path)
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static JsonNode data(MvcTestResult answer, int status) {
        assertThat(answer).hasStatus(status);
        return json(answer).get("data");
    }

    private static String refusal(MvcTestResult answer) {
        assertThat(answer).hasStatus(403);
        return json(answer).get("error").get("message").asString();
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
