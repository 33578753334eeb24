package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A confidential client that the setting {@code require-pkce} lets do without PKCE. */
@FlowTest
class WithoutPkceIT extends AbstractFlow {

    private static final String CLIENT = "no-pkce";
    private static final String SECRET = "no-pkce-secret";

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce"})
    void stateOrNonceIsEnough(String left) {
        CodeFlow flow = plain().without("state".equals(left) ? "nonce" : "state");

        Answer tokens = redeem(flow.allow(CodeFlow.SOLO), "");

        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        assertThat(Answer.header(tokens.text("id_token"), 0).path("alg").asString())
                .isEqualTo("RS256");
    }

    /** Fault: its default scopes made an OpenID request of one that asked for nothing, and it was refused. */
    @Test
    void requestWithNeitherScopeNorRedirectUriIsPlainOAuth() {
        CodeFlow flow = plain().without("scope").without("redirect_uri");

        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        Answer tokens = program.post(
                "/oauth2/token",
                FormText.of("grant_type", "authorization_code", "code", returned.parameter("code")),
                CLIENT,
                SECRET);

        assertThat(returned.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(tokens.text("scope")).isEqualTo("openid");
    }

    /** OpenID Connect Core, section 3.1.2.1. */
    @Test
    void requestForOpenIdThatNamesNoRedirectUriIsTold() {
        Browser.Stop refused = plain().without("redirect_uri").begin();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("The return address is missing").doesNotContain("not one this application");
    }

    /** Attack: an attacker's own code is put into the victim's browser; nothing tells the client that it never asked. */
    @Test
    void requestThatNothingBindsIsRefusedAtItsRedirectUri() {
        Browser.Stop refused = plain().without("state").without("nonce").begin();

        assertThat(refused.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(refused.parameter("error")).isEqualTo("invalid_request");
    }

    /** A nonce comes back in an ID token alone: without one, it binds nothing. */
    @Test
    void nonceWithoutOpenIdBindsNothing() {
        Browser.Stop refused = plain().asking("labs:read").without("state").begin();

        assertThat(refused.parameter("error")).isEqualTo("invalid_request");
    }

    /** Attack: a stolen code is redeemed without the verifier of its challenge, or with another. */
    @ParameterizedTest
    @ValueSource(strings = {"", "another-verifier-of-at-least-forty-three-chars"})
    void challengeThatWasSentIsEnforced(String verifier) {
        Answer stolen = redeem(flow().allow(CodeFlow.SOLO), verifier);

        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: the challenge was cut out of the request; the client's verifier gives that away (RFC 9700, section 2.1.1). */
    @Test
    void verifierWithoutChallengeIsRefused() {
        Answer downgraded = redeem(plain().allow(CodeFlow.SOLO), "a-verifier-of-at-least-forty-three-characters-0");

        assertThat(downgraded.text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void plainChallengeIsRefused() {
        Browser.Stop refused = flow().with("code_challenge_method", "plain").begin();

        assertThat(refused.parameter("error")).isEqualTo("invalid_request");
    }

    private CodeFlow plain() {
        return flow().without("code_challenge").without("code_challenge_method");
    }

    private CodeFlow flow() {
        return CodeFlow.of(server, browser, program, CLIENT, CodeFlow.PAGE).asking("openid");
    }

    private Answer redeem(Browser.Stop returned, String verifier) {
        FormText form = verifier.isEmpty() ? code(returned) : code(returned).with("code_verifier", verifier);
        return program.post("/oauth2/token", form, CLIENT, SECRET);
    }
}
