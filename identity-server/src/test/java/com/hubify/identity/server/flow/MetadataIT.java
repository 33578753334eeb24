package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the metadata say is there, and what they don't is not: clients choose by them how they go on. */
@FlowTest
class MetadataIT extends AbstractFlow {

    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    /** What Spring's server says, has, or would take from a client, and what is not offered here. */
    private static final List<String> NOT_OFFERED = List.of(
            "dpop_signing_alg_values_supported",
            "tls_client_certificate_bound_access_tokens",
            "mtls_endpoint_aliases",
            "pushed_authorization_request_endpoint",
            "require_pushed_authorization_requests",
            "registration_endpoint",
            "backchannel_authentication_endpoint",
            "backchannel_logout_supported",
            "frontchannel_logout_supported",
            "check_session_iframe",
            "request_object_signing_alg_values_supported",
            "token_endpoint_auth_signing_alg_values_supported");

    /** Fault: Spring lists by itself what it could do. */
    @ParameterizedTest
    @ValueSource(strings = {OPENID, OAUTH})
    void namesNothingThatIsNotThere(String document) {
        JsonNode metadata = program.get(document).json();

        assertThat(NOT_OFFERED).noneMatch(metadata::has);
        assertThat(words(metadata, "grant_types_supported"))
                .containsExactlyInAnyOrder(
                        "authorization_code",
                        "refresh_token",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "urn:ietf:params:oauth:grant-type:token-exchange");
        assertThat(words(metadata, "token_endpoint_auth_methods_supported"))
                .containsExactlyInAnyOrder("client_secret_basic", "client_secret_post", "none");
        assertThat(words(metadata, "response_types_supported")).containsExactly("code");
        assertThat(words(metadata, "code_challenge_methods_supported")).containsExactly("S256");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENID, OAUTH})
    void everyEndpointIsThere(String document) {
        JsonNode metadata = program.get(document).json();
        List<String> endpoints = metadata.propertyNames().stream()
                .filter(name -> name.endsWith("_endpoint") || name.equals("jwks_uri"))
                .toList();

        assertThat(endpoints).contains("token_endpoint", "jwks_uri", "device_authorization_endpoint");
        assertThat(endpoints).allSatisfy(name -> {
            String path = URI.create(metadata.path(name).asString()).getPath();
            assertThat(metadata.path(name).asString()).isEqualTo(server + path);
            assertThat(program.send(program.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                            .status())
                    .as(name)
                    .isIn(204, 401);
        });
    }

    @Test
    void everyGrantOfTheMetadataIsKnown() {
        assertThat(words(program.get(OPENID).json(), "grant_types_supported")).allSatisfy(grant -> {
            assertThat(asCli(grant).text("error")).isNotIn("", "unsupported_grant_type");
            assertThat(asMachine(grant).text("error")).isNotEqualTo("unsupported_grant_type");
        });
    }

    /** Fault: of a grant that Spring has, a client was told that it may not use it, as if others could. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "urn:ietf:params:oauth:grant-type:saml2-bearer",
                "urn:openid:params:grant-type:ciba",
                "password",
                "implicit",
                "AUTHORIZATION_CODE",
                "made-up"
            })
    void grantThatIsNotOfferedIsUnsupported(String grant) {
        assertThat(asCli(grant).text("error")).isEqualTo("unsupported_grant_type");
        assertThat(asMachine(grant).status()).isEqualTo(400);
        assertThat(asMachine(grant).text("error")).isEqualTo("unsupported_grant_type");
    }

    /** Fault: a client that may not use a grant was told that what it showed is bad, and looked for its mistake there. */
    @ParameterizedTest
    @CsvSource({
        "demo-machine, authorization_code",
        "demo-machine, refresh_token",
        "demo-machine, urn:ietf:params:oauth:grant-type:device_code",
        "demo-machine, urn:ietf:params:oauth:grant-type:token-exchange",
        "no-pkce, refresh_token",
        "no-pkce, client_credentials",
        "no-pkce, urn:ietf:params:oauth:grant-type:device_code",
    })
    void grantOfAnotherClientIsUnauthorized(String client, String grant) {
        FormText form = FormText.of("grant_type", grant);
        FormText full = form.with("code", "x").with("refresh_token", "x").with("device_code", "x");

        for (FormText sent : List.of(form, full)) {
            Answer refused = program.post("/oauth2/token", sent, client, client + "-secret");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("unauthorized_client");
        }
    }

    /** Attack: a client that nobody knows finds out which grants which clients have. */
    @ParameterizedTest
    @ValueSource(strings = {"authorization_code", "password", "urn:ietf:params:oauth:grant-type:token-exchange"})
    void wrongSecretIsAnsweredFirst(String grant) {
        FormText form = FormText.of("grant_type", grant, "code", "x");

        assertThat(program.post("/oauth2/token", form, "demo-machine", "wrong").text("error"))
                .isEqualTo("invalid_client");
        assertThat(program.post("/oauth2/token", form, "nobody", "wrong").text("error"))
                .isEqualTo("invalid_client");
    }

    /** A server without DPoP ignores the header and issues a bearer token (RFC 9449, section 5). Was 400. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "eyJhbGciOiJub25lIn0.e30.", "a, b"})
    void proofOfPossessionIsIgnored(String proof) {
        Answer token = program.send(program.request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("DPoP", proof)
                .header("DPoP", proof)
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"
                        + "&client_id=demo-machine&client_secret=demo-machine-secret&scope=labs:read")));

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("token_type")).isEqualTo("Bearer");
        assertThat(Answer.claims(token.text("access_token")).has("cnf")).isFalse();
    }

    /** A token in a scheme that isn't offered is no bearer token. */
    @Test
    void tokenOfAnotherSchemeIsRefused() {
        String token = cliTokens("openid").text("access_token");

        for (String path : List.of("/userinfo", "/v1/api-keys")) {
            Answer refused = program.send(program.request(path)
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", "x")
                    .GET());
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
        }
    }

    /** What Spring has and this server doesn't is not there, to a client that authenticates, either. */
    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/par", "/oauth2/register", "/connect/register", "/oauth2/bc-authorize"})
    void endpointOfWhatIsNotOfferedIsNotThere(String path) {
        assertThat(program.post(path, FormText.of("scope", "openid"), "demo-machine", "demo-machine-secret")
                        .status())
                .isEqualTo(404);
    }

    private Answer asCli(String grant) {
        return program.post("/oauth2/token", FormText.of("grant_type", grant, "client_id", "hubify-cli"));
    }

    private Answer asMachine(String grant) {
        return program.post("/oauth2/token", FormText.of("grant_type", grant), "demo-machine", "demo-machine-secret");
    }

    private static Set<String> words(JsonNode metadata, String member) {
        return Set.copyOf(
                metadata.path(member).valueStream().map(JsonNode::asString).toList());
    }
}
