package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import tools.jackson.databind.JsonNode;

@FlowTest
class CodeFlowIT extends AbstractFlow {

    @Test
    void givesTokensToAClientThatAPersonAllowed() {
        CodeFlow flow = cli().asking("openid profile email offline_access labs:read");

        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        Answer tokens = flow.redeem(returned);

        assertThat(returned.at().toString()).startsWith(CodeFlow.CLI_CALLBACK);
        assertThat(returned.parameter("state")).isEqualTo("state-12345");
        assertThat(returned.parameter("iss")).isEqualTo(server);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.text("refresh_token")).hasSize(87);
        assertThat(tokens.json().path("refresh_token_expires_in").asLong()).isBetween(2_591_000L, 2_592_000L);
        JsonNode access = Answer.claims(tokens.text("access_token"));
        assertThat(Answer.header(tokens.text("access_token"), 0).path("typ").asString())
                .isEqualTo("at+jwt");
        assertThat(Answer.header(tokens.text("access_token"), 0).path("alg").asString())
                .isEqualTo("ES256");
        assertThat(access.path("aud").asString()).isEqualTo("https://api.hubify.com");
        assertThat(access.path("sub").asString()).startsWith("user_");
        assertThat(access.path("client_id").asString()).isEqualTo("hubify-cli");
        assertThat(access.path("scope").asString().split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email", "offline_access", "labs:read");
        assertThat(access.path("exp").asLong() - access.path("iat").asLong()).isEqualTo(600);
        JsonNode id = Answer.claims(tokens.text("id_token"));
        assertThat(id.path("aud").asString()).isEqualTo("hubify-cli");
        assertThat(id.path("nonce").asString()).isEqualTo("nonce-12345");
        assertThat(id.path("sid").asString()).isNotEmpty();
        assertThat(id.path("exp").asLong() - id.path("iat").asLong()).isEqualTo(600);
    }

    @Test
    void tellsUserInfoByScope() {
        Answer named =
                program.get("/userinfo", cliTokens("openid profile email").text("access_token"));
        Answer unnamed = program.get("/userinfo", cliTokens("openid labs:read").text("access_token"));

        assertThat(named.text("preferred_username")).isEqualTo("solo");
        assertThat(named.text("email")).isEqualTo(CodeFlow.SOLO);
        assertThat(named.text("plan")).isEqualTo("free");
        assertThat(unnamed.json().propertyNames()).containsExactly("sub");
    }

    @Test
    void asksOnceForTheSameScopes() {
        webPage().asking("openid profile labs:read").allow(CodeFlow.MEMBER);

        Browser.Stop again = webPage().asking("openid labs:read").begin();
        Browser.Stop more = webPage().asking("openid labs:read pods:read").begin();

        assertThat(again.parameter("code")).isNotEmpty();
        assertThat(more.at().getPath()).isEqualTo("/oauth2/consent");
    }

    /** Attack: another program on the person's machine passes for the client that was allowed before. */
    @ParameterizedTest
    @ValueSource(strings = {CodeFlow.PAGE, "http://localhost:8099/"})
    void asksEachTimeWhereAnyProgramCanReceiveTheCode(String callback) {
        page().asking("openid labs:read").allow(CodeFlow.MEMBER);

        Browser.Stop again =
                page().with("redirect_uri", callback).asking("openid labs:read").begin();

        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(again.text()).contains("Allowed earlier", "another program on this computer");
    }

    @ParameterizedTest
    @CsvSource({"experiments:*, experiments:read", "*, experiments:read", "*, *"})
    void rememberedWildcardCoversItsActions(String wildcard, String asked) {
        webPage().asking("openid " + wildcard).allow(CodeFlow.MEMBER);

        Browser.Stop narrower = webPage().asking("openid " + asked).begin();
        consents.remove(OAuth2AuthorizationConsent.withId("web-page", CodeFlow.MEMBER_ID)
                .scope("openid")
                .build());

        assertThat(narrower.parameter("code")).isNotEmpty();
    }

    @Test
    void declineMeansNoEvenAfterAnEarlierYes() {
        page().asking("openid papers:read").allow(CodeFlow.MEMBER);
        Browser.Stop question = page().asking("openid papers:read papers:write").begin();

        Browser.Stop declined = browser.press(question, "decline");

        assertThat(declined.parameter("error")).isEqualTo("access_denied");
        assertThat(declined.parameter("code")).isEmpty();
        assertThat(declined.parameter("iss")).isEqualTo(server);
    }

    @Test
    void requestWithoutScopeAsksForTheDefaultOnes() {
        Answer tokens = page().redeem(page().without("scope").allow(CodeFlow.MEMBER));

        assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "labs:read");
    }

    /** Attack: a stolen code is used after its owner has used it. The owner's tokens die too: one of the two is a thief. */
    @Test
    void replayedCodeEndsTheGrant() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        Answer tokens = flow.redeem(returned);

        Answer replayed = flow.redeem(returned);

        assertThat(replayed.status()).isEqualTo(400);
        assertThat(replayed.text("error")).isEqualTo("invalid_grant");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Spring's own generator gives a public client none, and takes over where ours can't be found. */
    @Test
    void publicClientGetsARefreshToken() {
        assertThat(cliTokens(ALL_OF_CLI).text("refresh_token")).isNotEmpty();
    }

    @Test
    void codeLivesForAMinute() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        clock.wind(Duration.ofSeconds(61));

        assertThat(flow.redeem(returned).text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: a stolen code is used after its time, twice at once. What its owner got for it ends all the same. */
    @Test
    void replayAfterTheCodesTimeEndsTheGrant() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        Answer tokens = refresh(flow.redeem(returned).text("refresh_token"));
        clock.wind(Duration.ofMinutes(7));

        List<Answer> replayed = race(2, () -> flow.redeem(returned));

        assertThat(replayed)
                .allSatisfy(answer -> assertThat(answer.text("error")).isEqualTo("invalid_grant"));
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: a stolen code races its owner. At most one gets tokens, and they are dead once the race is over. */
    @Test
    void racedCodeIsRedeemedAtMostOnceAndThenDead() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        String code = flow.allow(CodeFlow.SOLO).parameter("code");

        List<Answer> answers = race(8, () -> flow.redeem(code));

        List<Answer> winners = answers.stream().filter(it -> it.status() == 200).toList();
        assertThat(winners).hasSizeLessThanOrEqualTo(1);
        assertThat(winners)
                .allSatisfy(winner -> assertThat(
                                introspect(winner.text("access_token")).flag("active"))
                        .isFalse());
    }

    /** Attack: the code is taken from the address bar and redeemed without the verifier, or with another. */
    @Test
    void codeIsWorthNothingWithoutItsVerifier() {
        String code = cli().asking("openid").allow(CodeFlow.SOLO).parameter("code");

        Answer without = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        CodeFlow.CLI_CALLBACK,
                        "client_id",
                        "hubify-cli"));
        Answer another = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", CodeFlow.CLI_CALLBACK,
                        "client_id", "hubify-cli",
                        "code_verifier", "another-verifier-of-at-least-forty-three-chars"));

        assertThat(without.status()).isIn(400, 401);
        assertThat(another.text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: another client redeems a code that was made for somebody else. */
    @Test
    void codeIsWorthNothingToAnotherClient() {
        CodeFlow flow = page().asking("openid labs:read");
        String code = flow.allow(CodeFlow.SOLO).parameter("code");

        Answer stolen = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        CodeFlow.PAGE,
                        "code_verifier",
                        "a-verifier-of-at-least-forty-three-characters-0"),
                "demo-machine",
                "demo-machine-secret");

        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.text("access_token")).isEmpty();
        assertThat(flow.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void expiredCodeIsRefused() {
        CodeFlow flow = cli().asking("openid");
        String code = flow.allow(CodeFlow.SOLO).parameter("code");
        clock.wind(Duration.ofMinutes(11));

        Answer late = flow.redeem(code);

        assertThat(late.text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: the form of one person's consent page is sent from another person's browser. */
    @Test
    void consentOfAnotherPersonIsRefused() {
        Browser.Stop clerksPage = page().asking("openid tasks:*").begin();
        Browser.Stop question = browser.signIn(clerksPage, CodeFlow.SOLO);

        try (Browser other = new Browser(server, Clerk.shared().issuer())) {
            other.signIn(other.get(server + "/activate"), CodeFlow.MEMBER);
            Browser.Stop stolen =
                    other.submit(question.html().getForms().get(0), List.of(new NameValuePair("decision", "allow")));

            assertThat(stolen.status()).isEqualTo(400);
            assertThat(stolen.text()).doesNotContain(CodeFlow.SOLO);
        }
    }
}
