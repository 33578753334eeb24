package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.standing.Departures;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API keys and sessions of Clerk that are exchanged for short access tokens (RFC 8693). */
@FlowTest
class TokenExchangeIT extends AbstractFlow {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String SESSION_TYPE = "urn:ietf:params:oauth:token-type:jwt";
    private static final String KEY_TYPE = "urn:hubify:params:oauth:token-type:api-key";

    private String owner = "";
    private String key = "";
    private String id = "";

    @BeforeEach
    void createKey() {
        owner = cliTokens(ALL_OF_CLI).text("access_token");
        Answer created =
                program.post("/v1/api-keys", "{\"name\":\"ci\",\"scopes\":[\"labs:read\",\"experiments:*\"]}", owner);
        key = created.datum("key");
        id = created.datum("id");
    }

    @Test
    void givesATokenThatServicesKnow() throws ParseException {
        Answer answer = exchange("scope", "experiments:read");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope", "issued_token_type");
        assertThat(answer.text("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.text("scope")).isEqualTo("experiments:read");
        assertThat(answer.header("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
        SignedJWT token = SignedJWT.parse(answer.text("access_token"));
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getSubject()).isEqualTo(CodeFlow.SOLO_ID);
        assertThat(claims.getAudience()).containsExactly("https://api.hubify.com");
        assertThat(claims.getClaims())
                .containsEntry("client_id", "hubify-cli")
                .containsEntry("key_id", id)
                .containsEntry("key_state", 0L)
                .doesNotContainKeys("gid", "sid", "act");
        Answer described = introspect(answer.text("access_token"));
        assertThat(described.flag("active")).isTrue();
        assertThat(described.text("key_id")).isEqualTo(id);
    }

    @Test
    void endsWithTheKey() {
        String token = exchange().text("access_token");
        assertThat(introspect(token).flag("active")).isTrue();

        program.send(program.request("/v1/api-keys/" + id)
                .header("Authorization", "Bearer " + owner)
                .DELETE());

        assertThat(introspect(token).flag("active")).isFalse();
        assertThat(exchange().text("error")).isEqualTo("invalid_request");
    }

    /** Attack: the owner narrows a leaked key, and its finder goes on with a token from before. */
    @Test
    void endsWhenTheKeyIsNarrowed() {
        String token = exchange("scope", "experiments:write").text("access_token");

        Answer narrowed = program.send(program.request("/v1/api-keys/" + id)
                .header("Authorization", "Bearer " + owner)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"scopes\":[\"experiments:read\"]}")));

        assertThat(narrowed.status()).isEqualTo(200);
        assertThat(introspect(token).flag("active")).isFalse();
        assertThat(exchange().text("scope")).isEqualTo("experiments:read");
        assertThat(introspect(exchange().text("access_token")).flag("active")).isTrue();
    }

    /** Attack: exchange the key for another token with a later end, again and again. */
    @Test
    void isNotExchangedItself() {
        String token = exchange().text("access_token");

        Answer refused = program.post(
                "/oauth2/token",
                FormText.of("grant_type", GRANT, "subject_token", token, "subject_token_type", KEY_TYPE)
                        .with("client_id", "hubify-cli"));

        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    /** Attack: a leaked key is exchanged for a token that makes keys or signs its owner out. */
    @Test
    void managesNoKeys() {
        String token = exchange().text("access_token");

        Answer refused = program.post("/v1/api-keys", "{\"name\":\"next\",\"scopes\":[\"labs:read\"]}", token);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(exchange("scope", "api-keys:write").text("error")).isEqualTo("invalid_scope");
    }

    /** The client that got it may revoke it, as any access token (RFC 7009). The key goes on. */
    @Test
    void isRevokedAlone() {
        String one = exchange().text("access_token");
        String other = exchange().text("access_token");

        program.post("/oauth2/revoke", FormText.of("token", one, "client_id", "hubify-cli"));

        assertThat(introspect(one).flag("active")).isFalse();
        assertThat(introspect(other).flag("active")).isTrue();
        assertThat(introspect(key).flag("active")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "actor_token, x, invalid_request",
        "actor_token_type, urn:ietf:params:oauth:token-type:jwt, invalid_request",
        "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
        "audience, https://elsewhere.example, invalid_target",
        "resource, https://elsewhere.example, invalid_target",
        "scope, labs:write, invalid_scope",
        "subject_token, x, invalid_request",
        "client_id, web-page, unauthorized_client",
        "client_id, nobody, invalid_client"
    })
    void refuses(String parameter, String value, String error) {
        assertThat(exchange(parameter, value).text("error")).isEqualTo(error);
    }

    @Test
    void takesTheAudienceThatTokensHave() {
        assertThat(exchange("audience", "https://api.hubify.com").status()).isEqualTo(200);
        assertThat(exchange("resource", "https://api.hubify.com https://api.hubify.com")
                        .status())
                .isEqualTo(200);
    }

    /** Attack: addresses are logged, and keys in them. */
    @Test
    void refusesAKeyInTheAddress() {
        Answer refused = program.post(
                "/oauth2/token?subject_token=" + key,
                FormText.of("grant_type", GRANT, "subject_token_type", KEY_TYPE, "client_id", "hubify-cli"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_request").doesNotContain(key);
    }

    /**
     * Attack: exchange a key at the moment it is revoked, and keep a token that outlives it. What was issued by then is dead, too.
     */
    @Test
    void leavesNoTokenBehindWhenTheKeyIsRevokedMeanwhile() {
        List<Answer> answers = race(8, () -> {
            Answer answer = exchange();
            program.post("/v1/api-keys/revoke", "{\"key\":\"" + key + "\"}", owner);
            return answer;
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 200).isNotEmpty();
        clock.wind(Duration.ofSeconds(2));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .noneMatch(answer -> introspect(answer.text("access_token")).flag("active"));
    }

    @Test
    void takesASessionOfClerkForATokenThatEndsWithIt() throws ParseException {
        String session = sessionToken(CodeFlow.SOLO);

        Answer answer = exchangeSession(session, "labs:read");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JWTClaimsSet claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(CodeFlow.SOLO_ID);
        assertThat(claims.getClaims())
                .containsEntry("scope", "labs:read")
                .containsEntry("sid", claim(session, "sid"))
                .doesNotContainKeys("gid", "key_id", "act");
        assertThat(introspect(answer.text("access_token")).flag("active")).isTrue();
        assertThat(exchangeSession(session, "api-keys:write").text("error")).isEqualTo("invalid_scope");
        assertThat(exchangeSession(session + "x", "labs:read").text("error")).isEqualTo("invalid_request");
        assertThat(exchangeSession(key, "labs:read").text("error")).isEqualTo("invalid_request");

        endSession(session);

        assertThat(introspect(answer.text("access_token")).flag("active")).isFalse();
        assertThat(exchangeSession(session, "labs:read").text("error")).isEqualTo("invalid_request");
    }

    /** Attack: exchange a session token at the moment the session is revoked, for a token that outlives it. */
    @Test
    void leavesNoTokenBehindWhenTheSessionEndsMeanwhile() {
        String session = sessionToken(CodeFlow.MEMBER);

        List<Answer> answers = race(8, () -> {
            Answer answer = exchangeSession(session, "labs:read");
            endSession(session);
            return answer;
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 200).isNotEmpty();
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .noneMatch(answer -> introspect(answer.text("access_token")).flag("active"));
    }

    /** Of the person's only session at the simulator, which ends with the test. */
    private static String sessionToken(String person) {
        return new Program(Clerk.shared().issuer())
                .post("/simulator/session-tokens", FormText.of("identifier", person))
                .text("jwt");
    }

    /** As Clerk's webhook does. */
    private void endSession(String token) {
        context.getBean(Departures.class).sessionEnded(new AccountId(claim(token, "sub")), claim(token, "sid"));
    }

    private static String claim(String token, String name) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer exchangeSession(String token, String scope) {
        return program.post(
                "/oauth2/token",
                FormText.of("grant_type", GRANT, "subject_token", token, "subject_token_type", SESSION_TYPE)
                        .with("client_id", "hubify-cli")
                        .with("scope", scope));
    }

    private Answer exchange(String... more) {
        FormText form = FormText.of(
                "grant_type", GRANT, "subject_token", key, "subject_token_type", KEY_TYPE, "client_id", "hubify-cli");
        return program.post("/oauth2/token", more.length == 0 ? form : form.with(more[0], more[1]));
    }
}
