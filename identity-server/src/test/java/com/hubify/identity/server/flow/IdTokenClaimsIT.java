package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who signed in, told in the ID token itself. */
@FlowTest
class IdTokenClaimsIT extends AbstractFlow {

    @Test
    void settingPutsWhatWasGrantedIntoTheIdToken() {
        JsonNode granted = idToken(webPage().asking("openid profile email"));
        JsonNode less = idToken(webPage().asking("openid profile"));

        assertThat(granted.path("email").asString()).isEqualTo(CodeFlow.SOLO);
        assertThat(granted.path("email_verified").asBoolean()).isTrue();
        assertThat(granted.path("preferred_username").asString()).isEqualTo("solo");
        assertThat(less.has("email")).isFalse();
        assertThat(less.path("preferred_username").asString()).isEqualTo("solo");
    }

    @Test
    void claimsParameterChoosesAmongWhatWasGranted() {
        JsonNode token = idToken(page().asking("openid profile")
                .with("claims", "{\"id_token\":{\"preferred_username\":{\"essential\":true},\"email\":null}}"));

        assertThat(token.path("preferred_username").asString()).isEqualTo("solo");
        assertThat(token.has("plan")).isFalse();
        assertThat(token.has("email")).isFalse();
    }

    /** Attack: a claim's name replaces what the server itself says. */
    @Test
    void claimsParameterReplacesNothing() {
        JsonNode token = idToken(page().asking("openid")
                .with("claims", "{\"id_token\":{\"iss\":{\"value\":\"https://evil.example\"}}}"));

        assertThat(token.path("iss").asString()).isEqualTo(server);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | invalid_request",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"high\"}}} | unmet_authentication_requirements",
                "{\"id_token\":{\"sub\":{\"value\":\"user_somebody_else\"}}} | login_required"
            })
    void whatCantBeGivenIsRefused(String claims, String error) {
        page().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop refused = page().asking("openid").with("claims", claims).begin();

        assertThat(refused.parameter("error")).isEqualTo(error);
        assertThat(refused.parameter("state")).isEqualTo("state-12345");
    }

    /** Fault: go-oidc's VerifyAccessToken refuses an ID token that doesn't say which access token came with it. */
    @ParameterizedTest
    @CsvSource({"rivest, SHA-256", "curve, SHA-256", "edwards, SHA-512"})
    void namesTheAccessTokenThatCameWithIt(String client, String digest) throws Exception {
        CodeFlow flow =
                CodeFlow.of(server, browser, program, client, CodeFlow.PAGE).asking("openid");

        assertNamesItsAccessToken(flow.redeem(flow.allow(CodeFlow.SOLO)), digest);
    }

    @Test
    void namesTheAccessTokenThatCameOfARefresh() throws Exception {
        Answer tokens = cliTokens("openid offline_access");

        assertNamesItsAccessToken(tokens, "SHA-256");
        assertNamesItsAccessToken(refresh(tokens.text("refresh_token")), "SHA-256");
    }

    static void assertNamesItsAccessToken(Answer tokens, String digest) throws Exception {
        byte[] hash = MessageDigest.getInstance(digest)
                .digest(tokens.text("access_token").getBytes(StandardCharsets.US_ASCII));
        assertThat(Answer.claims(tokens.text("id_token")).path("at_hash").asString())
                .isEqualTo(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2)));
    }

    @Test
    void classThatIsWishedForIsPassedOver() {
        assertThat(idToken(page().asking("openid").with("acr_values", "high")).has("acr"))
                .isFalse();
    }

    private JsonNode idToken(CodeFlow flow) {
        return Answer.claims(flow.redeem(flow.allow(CodeFlow.SOLO)).text("id_token"));
    }
}
