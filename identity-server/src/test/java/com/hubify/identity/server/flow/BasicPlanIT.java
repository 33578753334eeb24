package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests as the OpenID Foundation's basic certification plan sends them: by a confidential client without PKCE. */
@FlowTest
class BasicPlanIT extends AbstractFlow {

    private static final String CLIENT = "no-pkce";
    private static final String SECRET = "no-pkce-secret";

    // Whatever a client adds that the server doesn't know or can't do, the person is signed in (Core, section 3.1.2.1).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openid | unknown | value",
                "openid | display | page",
                "openid | display | popup",
                "openid | ui_locales | fr-CA se",
                "openid | claims_locales | fr-CA se",
                "openid | acr_values | urn:mace:incommon:iap:silver 1 2",
                "openid | login_hint | somebody@example.com",
                "openid | max_age | 10000",
                "openid | claims | {\"userinfo\":{\"name\":{\"essential\":true}}}",
                "openid profile | display | page",
                "openid email | display | page",
                "openid address | display | page",
                "openid phone | display | page",
                "openid profile email address phone | display | page",
                "email openid profile | display | page",
                "openid profile email phone address unknown_scope | display | page"
            })
    void signsIn(String scope, String parameter, String value) {
        CodeFlow flow = plain(scope).with(parameter, value);

        Answer tokens = redeem(flow.allow(CodeFlow.SOLO));

        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        JsonNode person = Answer.claims(tokens.text("id_token"));
        assertThat(person.path("iss").asString()).isEqualTo(server);
        assertThat(person.path("nonce").asString()).isEqualTo("nonce-12345");
        assertThat(person.path("sub").asString()).isNotEmpty();
        assertThat(program.get("/userinfo", tokens.text("access_token")).text("sub"))
                .isEqualTo(person.path("sub").asString());
    }

    @Test
    void tellsTheTimeOfTheSignInWhereAnAgeIsAsked() {
        Answer tokens = redeem(plain("openid").with("max_age", "10000").allow(CodeFlow.SOLO));

        assertThat(Answer.claims(tokens.text("id_token")).has("auth_time")).isTrue();
    }

    @Test
    void signsInWithoutNonce() {
        Answer tokens = redeem(plain("openid").without("nonce").allow(CodeFlow.SOLO));

        assertThat(Answer.claims(tokens.text("id_token")).has("nonce")).isFalse();
    }

    @Test
    void asksNothingOfThoseWhoMayNotBeAsked() {
        Browser.Stop stranger = plain("openid").with("prompt", "none").begin();
        plain("openid").allow(CodeFlow.SOLO);
        Browser.Stop known = plain("openid").with("prompt", "none").begin();

        assertThat(stranger.parameter("error")).isEqualTo("login_required");
        assertThat(redeem(known).status()).isEqualTo(200);
    }

    @Test
    void takesTheHintOfThePersonWhoIsSignedIn() {
        Answer first = redeem(plain("openid").allow(CodeFlow.SOLO));

        Browser.Stop again = plain("openid")
                .with("prompt", "none")
                .with("id_token_hint", first.text("id_token"))
                .begin();

        assertThat(Answer.claims(redeem(again).text("id_token")).path("sub"))
                .isEqualTo(Answer.claims(first.text("id_token")).path("sub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void answersUserinfoByEitherMethod(String method) {
        Answer tokens = redeem(plain("openid email").allow(CodeFlow.SOLO));

        Answer person = program.send(program.request("/userinfo")
                .header("Authorization", "Bearer " + tokens.text("access_token"))
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(person.text("email")).isEqualTo(CodeFlow.SOLO);
    }

    @Test
    void takesTheSecretInTheBody() {
        Browser.Stop returned = plain("openid").allow(CodeFlow.SOLO);

        Answer tokens = program.post(
                "/oauth2/token", code(returned).with("client_id", CLIENT).with("client_secret", SECRET));

        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
    }

    // A code that somebody has seen is used a second time: whoever got the tokens, they end (RFC 6749, section 4.1.2).
    @Test
    void endsWhatACodeGaveThatIsUsedTwice() {
        Browser.Stop returned = plain("openid").allow(CodeFlow.SOLO);
        Answer first = redeem(returned);

        Answer second = redeem(returned);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.text("error")).isEqualTo("invalid_grant");
        assertThat(program.get("/userinfo", first.text("access_token")).status())
                .isEqualTo(401);
    }

    @Test
    void takesTheRequestByPost() {
        Browser.Stop clerk = browser.post(
                server + "/oauth2/authorize",
                FormText.of(
                        "response_type",
                        "code",
                        "client_id",
                        CLIENT,
                        "redirect_uri",
                        CodeFlow.PAGE,
                        "scope",
                        "openid",
                        "state",
                        "state-12345",
                        "nonce",
                        "nonce-12345"));
        Browser.Stop signedIn = browser.signIn(clerk, CodeFlow.SOLO);
        Browser.Stop returned =
                signedIn.at().getPath().equals("/oauth2/consent") ? browser.allowAll(signedIn) : signedIn;

        assertThat(returned.parameter("state")).isEqualTo("state-12345");
        assertThat(redeem(returned).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"request, request_not_supported", "request_uri, request_uri_not_supported"})
    void refusesRequestObjectsAtTheRedirectUri(String parameter, String error) {
        Browser.Stop refused = plain("openid")
                .with(parameter, "https://client.example/request")
                .begin();

        assertThat(refused.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(refused.parameter("error")).isEqualTo(error);
        assertThat(refused.parameter("state")).isEqualTo("state-12345");
    }

    @Test
    void goesToNoRedirectUriThatIsntRegistered() {
        Browser.Stop refused = plain("openid")
                .with("redirect_uri", "https://evil.example/callback")
                .begin();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at().toString()).startsWith(server);
    }

    /** Attack: a blank address passes for none with one check and for an address with the next. */
    @Test
    void takesABlankRedirectUriForNone() {
        Browser.Stop refused = plain("labs:read")
                .with("redirect_uri", " ")
                .with("response_type", "token")
                .begin();

        assertThat(refused.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(refused.parameter("error")).isEqualTo("unsupported_response_type");
    }

    /** Attack: name a client that has no redirect URI at all. */
    @ParameterizedTest
    @ValueSource(strings = {"code", "token"})
    void refusesClientThatSignsNobodyIn(String type) {
        Browser.Stop refused = CodeFlow.of(server, browser, program, "demo-machine", "")
                .without("redirect_uri")
                .with("response_type", type)
                .asking("labs:read")
                .begin();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at().toString()).startsWith(server);
    }

    private CodeFlow plain(String scope) {
        return CodeFlow.of(server, browser, program, CLIENT, CodeFlow.PAGE)
                .without("code_challenge")
                .without("code_challenge_method")
                .asking(scope);
    }

    private Answer redeem(Browser.Stop returned) {
        return program.post("/oauth2/token", code(returned), CLIENT, SECRET);
    }
}
