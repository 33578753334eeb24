package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the protocol's endpoints read requests: strict where the RFCs are strict, lenient where real clients are. */
@FlowTest
class EndpointRequestsIT extends AbstractFlow {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MACHINE = basic("demo-machine:demo-machine-secret");

    /** Habit of requests-oauthlib and others: a public client's secret is sent, and is empty (RFC 6749, section 2.3.1). */
    @ParameterizedTest
    @ValueSource(strings = {"client_secret=", "Basic", "both"})
    void anEmptySecretCountsAsNone(String habit) {
        Answer tokens = cliTokens("openid offline_access labs:read");
        String refreshToken = tokens.text("refresh_token");

        Answer device = asCli("/oauth2/device_authorization", "scope=labs%3Aread", habit);
        Answer refreshed = asCli(
                "/oauth2/token", "grant_type=refresh_token&scope=&resource=&refresh_token=" + refreshToken, habit);
        Answer revoked = asCli("/oauth2/revoke", "token_type_hint=&token=" + refreshed.text("refresh_token"), habit);

        assertThat(device.status()).isEqualTo(200);
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(revoked.status()).isEqualTo(200);
    }

    /** Attack: an empty secret passes for the confidential client's own. */
    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"})
    void anEmptySecretProvesNothingOfAConfidentialClient(String path) {
        String body = "grant_type=client_credentials&token=x&client_id=demo-machine&client_secret=";

        assertThat(post(path, body, null).status()).isEqualTo(401);
        assertThat(post(path, body, basic("demo-machine:")).status()).isEqualTo(401);
    }

    /** Fault: simple-oauth2 takes an answer without a type for an error, and fails although the token is revoked. */
    @Test
    void saysInJsonThatATokenIsRevoked() {
        Answer revoked = post("/oauth2/revoke", "token=x", MACHINE);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(revoked.json().isEmpty()).isTrue();
    }

    /** Attack: a gateway checks one client's credentials and we another's (RFC 6749, sections 2.3 and 3.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=demo-machine&client_secret=demo-machine-secret",
                "client_secret=demo-machine-secret",
                "client_assertion=e30.e30.&client_id=demo-machine",
                "client_id=demo-resource",
                "client_id=demo-machine&client_id=demo-machine",
                "scope=labs:read&scope=labs:read",
                "grant_type=client_credentials"
            })
    void refusesWhatIsSentTwice(String more) {
        Answer refused = post("/oauth2/token", "grant_type=client_credentials&" + more, MACHINE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    /** Fault: escapes that are none, and bytes that are no UTF-8, were answered in the form of another API. */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, grant_type=%zz",
        "/oauth2/token, grant_type=%ff",
        "/oauth2/token, grant_type=client_credentials&%c3%28=x",
        "/oauth2/revoke, token=%",
        "/oauth2/introspect, token=%zz",
        "/oauth2/device_authorization, scope=%ff",
        "/userinfo, x=%zz"
    })
    void refusesMalformedFormsAsTheProtocolDoes(String path, String form) {
        Answer refused = post(path, form, path.equals("/userinfo") ? null : MACHINE);

        assertThat(refused.status()).isIn(400, 401);
        assertThat(refused.body())
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        json -> assertThat(refused.text("error")).isEqualTo("invalid_request"));
    }

    /** The address of a sign-in is opened by a browser, so a person reads what is wrong with it. */
    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/authorize", "/connect/logout"})
    void refusesMalformedAddressesAsTheProtocolDoes(String path) {
        Answer program = raw(path + "?state=%ff", "application/json");
        Answer person = raw(path + "?state=%ff", "text/html");

        assertThat(program.status()).isEqualTo(400);
        assertThat(program.text("error")).isEqualTo("invalid_request");
        assertThat(person.status()).isEqualTo(400);
        assertThat(person.body()).contains("<h1>");
    }

    /** Attack: of two Authorization headers, a gateway reads one and we the other. */
    @Test
    void refusesTwoAuthorizationHeaders() {
        Answer refused = program.send(program.request("/oauth2/token")
                .header("Content-Type", FORM)
                .header("Authorization", MACHINE)
                .header("Authorization", basic("demo-resource:demo-resource-secret"))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", "application/json", "text/plain", "nonsense"})
    void takesFormsAlone(String type) {
        Answer refused = program.send(program.request("/oauth2/token")
                .header("Content-Type", type)
                .header("Authorization", MACHINE)
                .POST(HttpRequest.BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; "
                        + "name=\"grant_type\"\r\n\r\nclient_credentials\r\n--x--\r\n")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    /** Fault: of a compressed form the parameters were said to be missing (RFC 9110, section 15.5.16). */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, gzip",
        "/oauth2/revoke, gzip",
        "/oauth2/introspect, deflate",
        "/oauth2/device_authorization, br",
        "/oauth2/token, 'identity, gzip'",
        "/oauth2/authorize, gzip",
        "/connect/logout, gzip",
        "/userinfo, gzip"
    })
    void takesBodiesWithoutACodingAlone(String path, String coding) {
        Answer refused = coded(path, coding);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.header("Accept-Encoding")).hasValue("identity");
        assertThat(refused.text("error")).isEqualTo("invalid_request");
        assertThat(coded("/oauth2/token", "identity").status()).isEqualTo(200);
    }

    private Answer coded(String path, String coding) {
        return program.send(program.request(path)
                .header("Content-Type", FORM)
                .header("Content-Encoding", coding)
                .header("Authorization", MACHINE)
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=labs:read")));
    }

    /** Fault: the parameter past the thousandth was said not to be UTF-8. */
    @Test
    void saysThatAFormHasTooManyParameters() {
        String form = "grant_type=client_credentials&scope=labs:read";

        Answer many = post("/oauth2/token", form + "&x=1".repeat(1_001), MACHINE);
        Answer nameless = post("/oauth2/token", form + "&=1".repeat(1_001), MACHINE);

        assertThat(many.text("error_description")).contains("too many");
        assertThat(nameless.text("error_description")).contains("too many");
    }

    /** Fault: a request with a parameter that has no name was refused, and not the parameter ignored (RFC 6749, section 3.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=x&FORM",
                "FORM&=x",
                "FORM&=",
                "=&=&FORM&=x&==",
                "FORM&=scope=labs:write",
                "=csrf=x&FORM&=client_id=x"
            })
    void ignoresParametersWithoutAName(String body) {
        String form = body.replace("FORM", "grant_type=client_credentials&scope=labs:read");

        for (String address : new String[] {"/oauth2/token", "/oauth2/token?=x", "/oauth2/token?=token=x&=&a=b"}) {
            Answer token = post(address, form, MACHINE);

            assertThat(token.status()).as(token.body()).isEqualTo(200);
            assertThat(token.text("scope")).isEqualTo("labs:read");
        }
    }

    /** Attack: among parameters without a name, the second of a kind is overlooked, or a secret in the address. */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, grant_type=client_credentials&=x&scope=labs:read&=&scope=labs:write",
        "/oauth2/token, =grant_type=x&scope=labs:read",
        "/oauth2/token?=x&scope=labs:read, grant_type=client_credentials&=x",
        "/oauth2/token?=&client_secret=x, grant_type=client_credentials"
    })
    void seesWhatStandsBetweenParametersWithoutAName(String address, String form) {
        Answer refused = post(address, form, MACHINE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    /** In the address of a sign-in, too. */
    @Test
    void ignoresParametersWithoutANameInAnAddress() {
        CodeFlow flow = webPage().asking("openid");

        Browser.Stop stop = browser.get(flow.url().replace("?", "?=x&") + "&=state=y&=");

        assertThat(stop.at().getPath()).isEqualTo(flow.begin().at().getPath()).isEqualTo("/sign-in");
    }

    /** A piece of a body may begin with the sign after a name, which the piece before it ended with. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void knowsNamesInABodyThatComesInPieces(int length) {
        String form = "=x&grant_type=client_credentials&=x&&scope=labs:read&=";

        Answer token = program.send(program.request("/oauth2/token")
                .header("Content-Type", FORM)
                .header("Authorization", MACHINE)
                .POST(inPieces(form, length)));

        assertThat(token.status()).as(token.body()).isEqualTo(200);
        assertThat(token.text("scope")).isEqualTo("labs:read");
    }

    private static HttpRequest.BodyPublisher inPieces(String form, int length) {
        return HttpRequest.BodyPublishers.ofByteArrays(IntStream.iterate(0, at -> at < form.length(), at -> at + length)
                .mapToObj(at ->
                        form.substring(at, Math.min(form.length(), at + length)).getBytes(StandardCharsets.US_ASCII))
                .toList());
    }

    /** Attack: secrets in addresses end in the logs of every proxy on the way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=demo-machine&client_secret=demo-machine-secret",
                "grant_type=client_credentials",
                "client%5Fsecret=x"
            })
    void refusesParametersInTheAddress(String query) {
        Answer refused = post("/oauth2/token?" + query, "grant_type=client_credentials&scope=labs%3Aread", MACHINE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
    }

    /** Fault: a client with an extension that isn't known here was refused (RFC 6749, section 3.2). */
    @ParameterizedTest
    @ValueSource(strings = {"foo=1&foo=2", "audience=a&audience=b", "audience=a"})
    void ignoresParametersItDoesNotKnow(String more) {
        Answer token = post("/oauth2/token", "grant_type=client_credentials&scope=labs:read&" + more, MACHINE);

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("scope")).isEqualTo("labs:read");
    }

    /** A word in the address that holds the name of a parameter must not hide that parameter in the body. */
    @Test
    void ignoresWhatTheAddressSaysBesides() {
        Answer token =
                post("/oauth2/token?my_scope=1&x=grant_type", "grant_type=client_credentials&scope=labs:read", MACHINE);

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("scope")).isEqualTo("labs:read");
    }

    @ParameterizedTest
    @CsvSource({
        "Basic, ''",
        "Basic !!!, ''",
        "Basic ZGVtbw==, ''", // no colon
        "Basic OnNlY3JldA==, ''", // no id
        "Basic ZGVtbyV6ejp4, ''", // demo%zz:x
        "Basic ZGVtbzp4 more, ''",
        "'', client_assertion=e30.e30.&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    })
    void malformedAuthenticationIsInvalidClient(String authorization, String more) {
        Answer refused = post(
                "/oauth2/token",
                "grant_type=client_credentials&" + more,
                authorization.isEmpty() ? null : authorization);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(refused.header("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Basic"));
    }

    /** Ids and secrets are form-encoded before they are joined; the scheme's name has no case. */
    @ParameterizedTest
    @ValueSource(strings = {"demo%2Dmachine:demo-machine%2Dsecret", "%64emo-machine:demo-machine-secret"})
    void decodesFormEncodedCredentials(String pair) {
        String header = basic(pair).replace("Basic ", "bASIC  ");

        assertThat(post("/oauth2/token", "grant_type=client_credentials&scope=labs:read", header)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%09labs:read",
                "labs:read++labs:read",
                "+labs:read%0A",
                "labs:read+address+phone",
                "User.Read+labs:read",
                "labs:read+https://graph.example/.default",
                "api://app/Files.Read.All+labs:read+urn:example:all",
            })
    void toleratesWhiteSpaceAndUnknownScopes(String scope) {
        Answer token = post("/oauth2/token", "grant_type=client_credentials&scope=" + scope, MACHINE);

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("scope")).isEqualTo("labs:read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "User.Read",
                "https://graph.example/.default",
                "labs:read+clients:*",
                "labs:read+payments:read",
                "labs:read+**",
                "labs:read+https://graph.example/*",
                "labs:read+%22"
            })
    void refusesScopesThatWouldLeaveNothingOrAreNotTheClients(String scope) {
        Answer refused = post("/oauth2/token", "grant_type=client_credentials&scope=" + scope, MACHINE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_scope");
    }

    /** Fault: a public client that asks in a wrong way was told that it is not known. */
    @ParameterizedTest
    @CsvSource({
        "grant_type=password, unsupported_grant_type",
        "code=x, invalid_request",
        "grant_type=client_credentials, unauthorized_client",
        "grant_type=authorization_code&code_verifier=x, invalid_request",
        "grant_type=authorization_code&code=&code_verifier=x, invalid_request",
        "grant_type=authorization_code&code=x, invalid_request"
    })
    void tellsAPublicClientWhatItDidWrong(String form, String error) {
        Answer refused = post("/oauth2/token", form + "&client_id=hubify-cli", null);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo(error);
        assertThat(post("/oauth2/token", form + "&client_id=nobody", null).text("error"))
                .isIn("invalid_client", error);
    }

    /**
     * Attack: a client library makes verifiers of six digits, and whoever reads the code_challenge tries them all (RFC 7636,
     * sections 4.1 and 7.1). No code is looked up for one, so the right verifier redeems it afterwards.
     */
    @ParameterizedTest
    @CsvSource({
        "x, 1",
        "x, 42",
        "x, 129",
        "x, 5000",
        "%C3%BC, 43",
        "%20, 43",
        "%2B, 43",
        "%3D, 43",
        "%2F, 43",
        "%00, 43",
    })
    void verifierIsOfTheLengthAndAlphabetOfTheRfc(String of, int times) {
        CodeFlow flow = cli().asking("openid labs:read");
        String code = flow.allow(CodeFlow.SOLO).parameter("code");
        String verifier =
                (times > 42 && !of.equals("x") ? "x".repeat(42) : "") + (of.equals("x") ? of.repeat(times) : of);
        String form = "grant_type=authorization_code&code=" + code + "&code_verifier=" + verifier;

        Answer ofPublic = post("/oauth2/token", form + "&client_id=hubify-cli", null);
        Answer ofConfidential = post("/oauth2/token", form, basic("no-pkce:no-pkce-secret"));

        assertThat(ofPublic.status()).isEqualTo(400);
        assertThat(ofPublic.text("error")).isEqualTo("invalid_request");
        assertThat(ofPublic.text("error_uri")).endsWith("rfc7636#section-4.1");
        assertThat(ofConfidential.text("error")).isEqualTo("invalid_request");
        assertThat(flow.redeem(code).status()).isEqualTo(200);
    }

    /** A verifier of the right form that is the wrong one is another mistake. */
    @ParameterizedTest
    @ValueSource(ints = {43, 128})
    void verifierOfAnotherCodeIsAnInvalidGrant(int length) {
        String form = "grant_type=authorization_code&code=x&client_id=hubify-cli&code_verifier=" + "-._~".repeat(10);

        assertThat(post("/oauth2/token", form + "x".repeat(length - 40), null).text("error"))
                .isEqualTo("invalid_grant");
    }

    /** Fault: whatever was sent to an address that is not there was told that its page was open too long. */
    @ParameterizedTest
    @CsvSource({
        "POST, /oauth2/token/, 404, ''",
        "POST, /token, 404, ''",
        "POST, /oauth2/register, 404, ''",
        "DELETE, /nowhere, 404, ''",
        "PUT, /login, 405, 'GET, HEAD'",
        "DELETE, /assets/hubify.css, 405, 'GET, HEAD'",
        "POST, /actuator/health, 405, 'GET, HEAD'",
        "POST, /login/oauth2/code/clerk, 405, 'GET, HEAD'",
        "PATCH, /logout, 405, 'GET, HEAD, POST'"
    })
    void saysWhatIsNotThereAndWhatIsTakenElsewhere(String method, String path, int status, String allow) {
        Answer answer = program.send(program.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Allow").orElse("")).isEqualTo(allow);
    }

    /** Was 404 for GET, and "this page was open too long" for PUT. */
    @ParameterizedTest
    @CsvSource({
        "GET, /oauth2/token, POST",
        "PUT, /oauth2/token, POST",
        "DELETE, /oauth2/token, POST",
        "GET, /oauth2/revoke, POST",
        "PATCH, /oauth2/revoke, POST",
        "GET, /oauth2/introspect, POST",
        "GET, /oauth2/device_authorization, POST",
        "PUT, /oauth2/authorize, 'GET, POST'",
        "HEAD, /oauth2/authorize, 'GET, POST'",
        "HEAD, /oauth2/token, POST",
        "PUT, /connect/logout, 'GET, POST'",
        "HEAD, /connect/logout, 'GET, POST'",
        "DELETE, /userinfo, 'GET, HEAD, POST'",
        "POST, /oauth2/jwks, 'GET, HEAD'",
        "POST, /.well-known/openid-configuration, 'GET, HEAD'",
        "DELETE, /.well-known/oauth-authorization-server, 'GET, HEAD'"
    })
    void tellsWhichMethodsAnEndpointHas(String method, String path, String allow) {
        Answer refused = program.send(program.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
        Answer options = program.send(program.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).hasValue(allow);
        if (!method.equals("HEAD")) {
            assertThat(refused.text("error")).isEqualTo("invalid_request");
        }
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).hasValue(allow);
    }

    /** In the form of the place, and not as an outage: a stranger's word for a method is no fault of the server. */
    @ParameterizedTest
    @CsvSource({
        "PROPFIND, /oauth2/token, /error",
        "post, /oauth2/token, /error",
        "NONSENSE, /.well-known/openid-configuration, /error",
        "PROPFIND, /v1/api-keys, /error/code",
        "get, /login, /error/code"
    })
    void refusesMethodsThatThereAreNowhere(String method, String path, String code) {
        for (String origin : new String[] {"http://localhost:8080", "tauri://localhost"}) {
            Answer refused = program.send(
                    program.request(path).header("Origin", origin).method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at(code).asString()).isEqualTo("invalid_request");
        }
    }

    /** Fault: 404 for a method that {@code Allow} names (RFC 9110, section 9.3.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/userinfo",
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server"
            })
    void answersHeadAsGetWithoutABody(String path) {
        String bearer = "Bearer " + cliTokens("openid").text("access_token");
        Answer get = program.send(
                program.request(path).header("Authorization", bearer).GET());
        Answer head = program.send(program.request(path)
                .header("Authorization", bearer)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200).isEqualTo(get.status());
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    /** Fault: a program's token at UserInfo got 403 and no word of what it lacks (RFC 6750, section 3). */
    @Test
    void tellsWhichScopeATokenLacksAtUserInfo() {
        Answer refused = program.get("/userinfo", machineToken("labs:read").text("access_token"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge)
                        .startsWith("Bearer error=\"insufficient_scope\"")
                        .contains("scope=\"openid\""));
        assertThat(refused.text("error")).isEqualTo("insufficient_scope");
    }

    /** Fault: a program that uses a method the API does not have could not read the answer, nor learn which it has. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/api-keys, 'GET, POST'",
        "PATCH, /v1/api-keys, 'GET, POST'",
        "DELETE, /v1/api-keys, 'GET, POST'",
        "PUT, /v1/api-keys/abcdefgh, 'GET, PATCH, DELETE'",
        "PUT, /v1/api-keys/revoke, 'GET, PATCH, DELETE, POST'",
        "POST, /v1/signing-keys, GET"
    })
    void tellsWhichMethodsTheApiHas(String method, String path, String allow) {
        Answer refused = program.send(program.request(path)
                .header("Authorization", "Bearer " + cliTokens(ALL_OF_CLI).text("access_token"))
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow").orElse("").split(", ?")).containsExactlyInAnyOrder(allow.split(", "));
        assertThat(refused.json().at("/error/code").asString()).isEqualTo("method_not_allowed");
        assertThat(refused.json().at("/error/status").asInt()).isEqualTo(405);
        assertThat(refused.json().at("/error/message").asString()).isNotEmpty();
        assertThat(refused.json().at("/meta/request_id").asString()).startsWith("req_");
    }

    private Answer raw(String address, String accept) {
        return program.send(program.request(address).header("Accept", accept).GET());
    }

    private Answer asCli(String path, String body, String habit) {
        return switch (habit) {
            case "Basic" -> post(path, body, basic("hubify-cli:"));
            case "both" -> post(path, body + "&client_id=hubify-cli&client_secret=", basic("hubify-cli:"));
            default -> post(path, body + "&client_id=hubify-cli&client_secret=", null);
        };
    }

    private Answer post(String path, String body, @Nullable String authorization) {
        HttpRequest.Builder request =
                program.request(path).header("Content-Type", FORM).POST(HttpRequest.BodyPublishers.ofString(body));
        return program.send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
