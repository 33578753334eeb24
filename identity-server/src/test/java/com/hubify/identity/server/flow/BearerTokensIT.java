package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An access token is for UserInfo and the API. Elsewhere it is as if none were sent. */
@FlowTest
class BearerTokensIT extends AbstractFlow {

    private static final String AUTHORIZE = "/oauth2/authorize?response_type=code&client_id=demo-web"
            + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&scope=";

    /** Attack: a service that holds a person's token brings it to where people answer questions, and passes for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/logout",
                "/activate",
                "/activated",
                "/account/keys",
                "/account/keys/new",
                "/account/keys/revoke-all",
                "/whatever",
                AUTHORIZE + "openid",
                AUTHORIZE + "openid&prompt=none",
                AUTHORIZE + "openid&prompt=login",
                AUTHORIZE + "openid+labs:read&prompt=consent",
                "/oauth2/authorize",
                "/oauth2/consent?client_id=demo-web&state=x&scope=openid",
                "/oauth2/device_verification",
                "/oauth2/device_verification?user_code=BBBB-BBBB",
                "/oauth2/device_verification?user_code=BBBB-BBBB&state=x",
                "/connect/logout",
                "/connect/logout?id_token_hint=x",
                "/oauth2/device_authorization",
                "/oauth2/token",
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/oauth2/jwks",
                "/.well-known/openid-configuration"
            })
    void tokenSignsNobodyIn(String path) {
        String person = cliTokens("openid labs:read").text("access_token");
        String machine = machineToken("labs:read").text("access_token");

        for (String method : new String[] {"GET", "POST"}) {
            String without = outcome(method, path, null);
            assertThat(without).doesNotStartWith("5");
            for (String bearer : new String[] {person, machine, "nonsense", "not a token"}) {
                assertThat(outcome(method, path, bearer))
                        .as("%s %s", method, path)
                        .isEqualTo(without);
            }
        }
    }

    /** Attack: two credentials, of which a proxy judges one and the server the other (RFC 6750, section 2). */
    @ParameterizedTest
    @ValueSource(strings = {"/userinfo", "/v1/api-keys"})
    void takesOneCredential(String path) {
        String good = cliTokens(ALL_OF_CLI).text("access_token");

        for (String other : List.of("Bearer nonsense", "Bearer " + good, "Basic YTpi")) {
            assertRefused(program.request(path).header("Authorization", other), good);
        }
        assertRefused(program.request(path + "?access_token=" + good), good);
        assertThat(program.get(path, good).status()).isEqualTo(200);
    }

    /** Habit of programs that pad their headers: RFC 6750, section 2.1, has one space or more between scheme and token. */
    @ParameterizedTest
    @CsvSource({
        "/userinfo, 'Bearer  '",
        "/userinfo, 'bearer   '",
        "/v1/api-keys, 'Bearer  '",
        "/v1/api-keys, 'BEARER   '",
    })
    void takesAnyNumberOfSpacesBeforeTheToken(String path, String scheme) {
        String good = cliTokens(ALL_OF_CLI).text("access_token");

        assertThat(authorized(path, scheme + good).status()).isEqualTo(200);
        assertThat(authorized(path, scheme + good + "x").status()).isEqualTo(401);
        assertThat(authorized(path, scheme + good + " " + good).status()).isEqualTo(401);
    }

    private Answer authorized(String path, String header) {
        return program.send(
                program.request(path).header("Authorization", header).GET());
    }

    private void assertRefused(HttpRequest.Builder request, String token) {
        Answer answer =
                program.send(request.header("Authorization", "Bearer " + token).GET());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_request"));
    }

    /** What is answered, without what is new in each answer. */
    private String outcome(String method, String path, @Nullable String bearer) {
        HttpRequest.Builder request = program.request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.noBody());
        Answer answer = program.send(bearer == null ? request : request.header("Authorization", "Bearer " + bearer));
        String location = answer.header("Location").orElse("");
        return answer.status() + " " + location.replaceAll("(state|nonce|code_challenge|reference)=[^&]*", "$1") + " "
                + answer.header("WWW-Authenticate").orElse("");
    }
}
