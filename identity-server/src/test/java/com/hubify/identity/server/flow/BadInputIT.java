package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@FlowTest
class BadInputIT extends AbstractFlow {

    /** Attack: an unknown client or address would make us an open redirector. */
    @Test
    void redirectsNobodyForAnUnknownClientOrAddress() {
        Browser.Stop client = CodeFlow.of(server, browser, program, "nobody", CodeFlow.PAGE)
                .asking("openid")
                .begin();
        Browser.Stop address = CodeFlow.of(server, browser, program, "demo-web", "http://evil.example/")
                .asking("openid")
                .begin();

        assertThat(client.status()).isEqualTo(400);
        assertThat(client.text()).contains("client_id");
        assertThat(address.status()).isEqualTo(400);
        assertThat(address.text()).contains("redirect_uri").doesNotContain("evil.example");
    }

    /** Attack: variations of a registered address that a browser or a careless comparison might take for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://localhost:8080/x",
                "http://127.0.0.1:8080/",
                "https://localhost:8080/",
                "http://localhost:8080/?x=1",
                "http://localhost:8080/#x",
                "http://LOCALHOST:8080/",
                "http://localhost:8080@evil.example/",
                "http://localhost:8080/../",
                "//localhost:8080/"
            })
    void comparesRedirectUrisExactly(String variation) {
        Browser.Stop stop = CodeFlow.of(server, browser, program, "demo-web", variation)
                .asking("openid")
                .begin();

        assertThat(stop.status()).isEqualTo(400);
    }

    /** Fault: "OAuth 2.0 Parameter: redirect_uri" tells a developer nothing. Each description is a sentence. */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, grant_type=",
        "/oauth2/token, grant_type=nonsense",
        "/oauth2/token, grant_type=password&username=a&password=b",
        "/oauth2/token, grant_type=authorization_code",
        "/oauth2/token, grant_type=authorization_code&code=x&redirect_uri=y",
        "/oauth2/token, grant_type=refresh_token",
        "/oauth2/token, grant_type=refresh_token&refresh_token=x",
        "/oauth2/token, grant_type=client_credentials&scope=%22",
        "/oauth2/token, grant_type=urn:ietf:params:oauth:grant-type:device_code",
        "/oauth2/token, grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
        "/oauth2/token, grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer",
        "/oauth2/revoke, ''",
        "/oauth2/revoke, token=",
        "/oauth2/introspect, ''",
        "/oauth2/device_authorization, scope=nonsense",
        "/oauth2/device_authorization, ''"
    })
    void tellsProgramsInASentenceWhatIsWrong(String path, String form) {
        Answer refused = program.post(path, new FormText(form), "demo-machine", "demo-machine-secret");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isNotEmpty();
        assertThat(refused.text("error_uri"))
                .matches("(https://www\\.rfc-editor\\.org/rfc/rfc[0-9]+#section-[0-9.]+)?");
        assertThat(refused.text("error_description"))
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        sentence -> assertThat(sentence)
                                .matches("[A-Z].*\\.")
                                .doesNotContain("OAuth 2.0", "OpenID Connect 1.0", "failed:"));
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, '', invalid_request",
        "code_challenge_method, plain, invalid_request",
        "scope, nonsense, invalid_scope",
        "scope, openid clients:*, invalid_scope",
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported"
    })
    void tellsTheClientWhatItDidWrong(String parameter, String value, String error) {
        Browser.Stop stop =
                page().asking("openid labs:read").with(parameter, value).begin();

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo(error);
        assertThat(stop.parameter("error_description")).matches("[A-Z].*\\.").doesNotContain("OAuth 2.0");
        assertThat(stop.parameter("state")).isEqualTo("state-12345");
        assertThat(stop.parameter("iss")).isEqualTo(server);
    }

    /** Attack: a parameter that one part reads once and another twice. */
    @ParameterizedTest
    @ValueSource(strings = {"nonce=a&nonce=b", "display=a&display=b", "prompt=none&prompt=login"})
    void refusesRepeatedParametersThatItKnows(String repeated) {
        Browser.Stop stop = browser.get(page().asking("openid").url() + "&" + repeated);

        assertThat(stop.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
    }

    /** Unknown parameters are ignored (RFC 6749, section 3.1). Stored, repeated ones once made the grant unreadable. */
    @Test
    void repeatedParametersThatItDoesNotKnowDoNoHarm() {
        CodeFlow flow = cli().asking("openid labs:read");
        Browser.Stop question = browser.signIn(browser.get(flow.url() + "&foo=a&foo=b"), CodeFlow.SOLO);

        Answer tokens = flow.redeem(browser.allowAll(question));

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(introspect(tokens.text("access_token")).flag("active")).isTrue();
    }

    /** Attack: everybody can begin a sign-in; what they leave behind must not fill the store. */
    @Test
    void refusesARequestThatIsTooLongToKeep() {
        Browser.Stop stop =
                page().asking("openid").with("padding", "x".repeat(7000)).begin();

        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
    }

    /** Attack: the Host header names a place where codes and people should go. */
    @Test
    void addressesComeFromTheIssuerAndNotFromTheHostHeader() {
        Answer device = program.post(
                "/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", "labs:read"));

        assertThat(device.text("verification_uri")).isEqualTo(server + "/activate");
    }

    @Test
    void missingProofKeyIsRefused() {
        Browser.Stop stop = page().asking("openid")
                .without("code_challenge")
                .without("code_challenge_method")
                .begin();

        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "password", "urn:ietf:params:oauth:grant-type:saml2-bearer"})
    void refusesUnknownGrants(String grant) {
        Answer refused =
                program.post("/oauth2/token", FormText.of("grant_type", grant), "demo-machine", "demo-machine-secret");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isIn("invalid_request", "unsupported_grant_type");
    }

    /** Attack: a body that never ends fills the memory. */
    @Test
    void refusesAnOversizedBody() {
        Answer refused = program.post(
                "/oauth2/token",
                FormText.of("grant_type", "client_credentials", "padding", "x".repeat(200_000)),
                "demo-machine",
                "demo-machine-secret");

        assertThat(refused.status()).isIn(400, 413);
    }

    /** Attack: the same parameter twice, so that a gateway and we might read different ones. */
    @Test
    void refusesRepeatedParameters() {
        Answer refused = program.send(program.request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic ZGVtby1tYWNoaW5lOmRlbW8tbWFjaGluZS1zZWNyZXQ=")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=labs%3Aread&scope=labs%3Awrite")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void refusesTokensInTheQueryAndOddSpellings() {
        String token = cliTokens("openid").text("access_token");

        assertThat(program.get("/userinfo?access_token=" + token).status()).isEqualTo(401);
        assertThat(program.send(program.request("/userinfo")
                                .header("Authorization", "Token " + token)
                                .GET())
                        .status())
                .isEqualTo(401);
        assertThat(program.get("/userinfo", token + "x").status()).isEqualTo(401);
    }

    /** A page of a public client reads UserInfo and redeems codes from the browser; a stranger's page may not. */
    @Test
    void letsPagesOfClientsInAndNoOthers() {
        Answer client = preflight("/userinfo", "http://localhost:8080");
        Answer token = preflight("/oauth2/token", "http://localhost:8080");
        Answer stranger = preflight("/userinfo", "http://evil.example");
        Answer introspection = preflight("/oauth2/introspect", "http://localhost:8080");

        assertThat(client.header("Access-Control-Allow-Origin")).hasValue("http://localhost:8080");
        assertThat(client.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(token.header("Access-Control-Allow-Origin")).hasValue("http://localhost:8080");
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(introspection.header("Access-Control-Allow-Origin")).isEmpty();
    }

    /** Fault: a program that sends an Origin, as those made of web pages do, was refused, in plain text. The browser guards pages. */
    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "null", "file://", "capacitor://localhost", "tauri://localhost"})
    void answersProgramsWhateverOriginTheyName(String origin) {
        Answer answer = program.send(program.request("/oauth2/token")
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic ZGVtby1tYWNoaW5lOmRlbW8tbWFjaGluZS1zZWNyZXQ=")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=labs:read")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(preflight("/oauth2/token", origin).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private Answer preflight(String path, String origin) {
        return program.send(program.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    /** Fault: OPTIONS began a sign-in, or would have ended one, and so took room in the store and set a cookie. */
    @ParameterizedTest
    @CsvSource({
        "/activate, 'GET, HEAD'",
        "/activated, 'GET, HEAD'",
        "/login, 'GET, HEAD'",
        "/logout, 'GET, HEAD, POST'",
        "/account/keys, 'GET, HEAD, POST'",
        "/account/keys/new, 'GET, HEAD'",
        "/account/keys/abcd1234/revoke, 'GET, HEAD, POST'",
        "/oauth2/consent?client_id=a&state=b, 'GET, HEAD'",
        "/oauth2/device_verification?user_code=ABCD-EFGH, 'GET, POST'",
        "/oauth2/authorize?client_id=web-page, 'GET, POST'",
        "/oauth2/authorization/clerk, 'GET, HEAD'",
        "/login/oauth2/code/clerk?code=a&state=b, 'GET, HEAD'"
    })
    void optionsHaveNoEffect(String path, String allow) {
        Answer answer = program.send(program.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains(allow);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    /** Attack on the log: a parameter that can't be read, and may be a secret, stood there in clear, a line for each. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/logout", "/signed-out", "/activate", "/oauth2/authorize", "/connect/logout", "/"})
    @ExtendWith(OutputCaptureExtension.class)
    void keepsParametersThatCantBeReadOutOfTheLog(String path, CapturedOutput log) {
        Answer refused = program.get(path + "?code=from-a-stranger%ff&state=from-a-stranger%ff");

        assertThat(refused.status()).isLessThan(500);
        assertThat(log.getAll()).doesNotContain("from-a-stranger");
    }

    @Test
    void unknownAddressIsNotThereAndCostsNoSession() {
        Answer nothing = program.get("/nothing/here");

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.header("Set-Cookie")).isEmpty();
    }

    @Test
    void unknownAddressIsNotThereForPeopleSignedInEither() {
        page().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop stop = browser.get(server + "/actuator/env");

        assertThat(stop.status()).isEqualTo(404);
        assertThat(stop.text()).isNotEmpty();
    }

    /** Whoever sends a token to everything of this server finds out how it is as well as who sends none. */
    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness", "/actuator/health/liveness", "/signed-out"})
    void looksAtNoTokenWhereNoneIsAskedFor(String path) {
        String token = machineToken("labs:read").text("access_token");

        assertThat(program.get(path, token).status()).isEqualTo(200);
        assertThat(program.get(path, "nonsense").status()).isEqualTo(200);
    }

    @Test
    void tellsAPublicClientThatItsVerifierIsMissing() {
        Answer refused = program.post(
                "/oauth2/token",
                FormText.of("grant_type", "authorization_code", "code", "abc", "client_id", "demo-web"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error_description")).contains("code_verifier");
    }

    @Test
    void tellsMetadataAlikeInBothDocuments() {
        Answer openid = program.get("/.well-known/openid-configuration");
        Answer oauth = program.get("/.well-known/oauth-authorization-server");

        assertThat(openid.text("issuer")).isEqualTo(server);
        oauth.json()
                .propertyNames()
                .forEach(name -> assertThat(openid.json().get(name))
                        .as(name)
                        .isEqualTo(oauth.json().get(name)));
    }
}
