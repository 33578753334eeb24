package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@FlowTest
class DeviceFlowIT extends AbstractFlow {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    @Test
    void signsADeviceIn() throws Exception {
        Answer device = begin("openid profile offline_access labs:read");
        assertThat(poll(device).text("error")).isEqualTo("authorization_pending");

        Browser.Stop done = browser.press(enterCode(device), "allow");
        Answer tokens = pollAtLeisure(device);

        assertThat(done.at().getPath()).isEqualTo("/activated");
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("refresh_token")).isNotEmpty();
        assertThat(Answer.claims(tokens.text("id_token")).path("aud").asString())
                .isEqualTo("hubify-cli");
        IdTokenClaimsIT.assertNamesItsAccessToken(tokens, "SHA-256");
        assertThat(program.get("/userinfo", tokens.text("access_token")).text("preferred_username"))
                .isEqualTo("solo");
        assertThat(refresh(tokens.text("refresh_token")).text("id_token")).isNotEmpty();
    }

    @Test
    void tellsADeviceToSlowDown() {
        Answer device = begin("labs:read");
        poll(device);

        assertThat(poll(device).text("error")).isEqualTo("slow_down");
    }

    @Test
    void saysHowOftenToPoll() {
        assertThat(begin("labs:read").json().path("interval").asInt()).isEqualTo(5);
    }

    /**
     * Attack: another client that polls with the code had its device told to slow down, and learned that the code exists. The code is
     * known to a stranger, so it is ended, and its device hears that; not that the person declined.
     */
    @Test
    void pollOfAnotherClientDoesNotCountAndEndsTheCode() {
        Answer device = begin("labs:read");
        poll(device);

        Answer foreign = poll(device.text("device_code"), "television");
        Answer again = poll(device.text("device_code"), "television");
        Answer unknown = poll("no-such-code", "television");

        assertThat(foreign.text("error")).isEqualTo("invalid_grant");
        assertThat(foreign.body()).isEqualTo(again.body()).isEqualTo(unknown.body());
        assertThat(poll(device).text("error")).isEqualTo("invalid_grant");
    }

    /** The same where the person allows it in between. */
    @Test
    void codeThatAnotherClientShowedIsNotSaidToBeDeclined() {
        Answer device = begin("labs:read");
        browser.press(enterCode(device), "allow");

        assertThat(poll(device.text("device_code"), "television").text("error")).isEqualTo("invalid_grant");

        assertThat(poll(device).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void declinedDeviceGetsNothing() {
        Answer device = begin("labs:read");

        browser.press(enterCode(device), "decline");

        assertThat(pollAtLeisure(device).text("error")).isEqualTo("access_denied");
    }

    /** Attack: a device code races itself: two processes poll at the moment of approval. */
    @Test
    void racedDeviceCodeGivesTokensOnce() {
        Answer device = begin("labs:read");
        browser.press(enterCode(device), "allow");

        List<Answer> answers = race(6, () -> poll(device));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeLessThanOrEqualTo(1);
    }

    /** Fault: a program whose answer was lost asked again, and told the person that they had said no. */
    @Test
    void spentDeviceCodeIsAnInvalidGrant() {
        Answer device = begin("labs:read");
        browser.press(enterCode(device), "allow");
        assertThat(pollAtLeisure(device).status()).isEqualTo(200);

        Answer again = poll(device);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("error")).isEqualTo("invalid_grant");
    }

    /** Fault: a device whose code was too old was told that there never was such a code, and gave up (RFC 8628, section 3.5). */
    @Test
    void expiredDeviceCodeIsToldFromOneThatNeverWas() {
        Answer device = begin("labs:read");

        clock.wind(Duration.ofSeconds(Integer.parseInt(device.text("expires_in"))));

        assertThat(poll(device).text("error")).isEqualTo("expired_token");
        assertThat(poll(device).text("error")).isEqualTo("expired_token");
        assertThat(poll(device.text("device_code") + "x").text("error")).isEqualTo("invalid_grant");
    }

    /** Attack: somebody sends a link with their own code to a person who has allowed this client before. */
    @Test
    void rememberedConsentIsNotEnoughForADevice() {
        Answer first = begin("labs:read");
        browser.press(enterCode(first), "allow");

        Browser.Stop again = enterCode(begin("labs:read"));

        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
    }

    @Test
    void refusesScopesBeyondTheClients() {
        assertThat(begin("clients:*").text("error")).isEqualTo("invalid_scope");
        assertThat(begin("labs read").text("error")).isEqualTo("invalid_scope");
    }

    @Test
    void refusesAClientWithoutTheGrant() {
        Answer refused =
                program.post("/oauth2/device_authorization", FormText.of("client_id", "demo-web", "scope", "openid"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void sendsAWrongCodeBackToThePage() {
        Browser.Stop enter = browser.signIn(browser.get(server + "/activate?user_code=BBBB-BBBB"), CodeFlow.SOLO);

        Browser.Stop stop = browser.submit(enter.html().getForms().get(0), List.of());

        assertThat(stop.at().getPath()).isEqualTo("/activate");
        assertThat(stop.at().getQuery()).isEqualTo("error=invalid");
    }

    /**
     * Attack (RFC 8628, section 5.4): a link with the attacker's code leads past the page that warns of codes nobody asked for,
     * straight to the question.
     */
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', &state=x, true",
        "'', &state=x&client_id=hubify-cli&decision=allow, true",
        "&user_code=BBBB-BBBB, '', true",
        "-longer-than-anybody-types-by-hand, '', false",
        "%0d%0aSet-Cookie:x%26%3Cb%3E, '', false"
    })
    void linkToTheQuestionShowsTheWarningFirst(String more, String parameters, boolean isFilledIn) {
        browser.signIn(browser.get(server + "/activate"), CodeFlow.SOLO);
        String code = begin("labs:read").text("user_code");

        Browser.Stop stop = browser.get(server + "/oauth2/device_verification?user_code=" + code + more + parameters);

        assertThat(stop.at().getPath()).isEqualTo("/activate");
        assertThat(stop.text()).contains("Only enter a code you asked for yourself");
        assertThat(stop.html().getForms().get(0).getInputByName("user_code").getValue())
                .isEqualTo(isFilledIn ? code : "");
    }

    /**
     * Attack: a page at a sibling host, with which browsers send the session, posts the attacker's code past the warning. The same
     * of a page that was open while the person signed in anew: nothing of what they typed is lost.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void formWithoutThePagesTokenShowsTheWarningFirst(String token) {
        browser.signIn(browser.get(server + "/activate"), CodeFlow.SOLO);
        String code = begin("labs:read").text("user_code");

        Browser.Stop stop =
                browser.post(server + "/oauth2/device_verification", FormText.of("user_code", code, "_csrf", token));

        assertThat(stop.at().getPath()).isEqualTo("/activate");
        assertThat(stop.text()).contains("Only enter a code you asked for yourself");
        Browser.Stop question = browser.submit(stop.html().getForms().get(0), List.of());
        assertThat(question.at().getPath()).isEqualTo("/oauth2/consent");
    }

    /** Attack: the token of the attacker's own page, in a form for the victim's browser. */
    @Test
    void tokenOfAnothersPageIsNone() {
        browser.signIn(browser.get(server + "/activate"), CodeFlow.SOLO);
        String code = begin("labs:read").text("user_code");
        try (Browser attacker = new Browser(server, Clerk.shared().issuer())) {
            Browser.Stop own = attacker.signIn(attacker.get(server + "/activate"), CodeFlow.MEMBER);
            String token = own.html().getForms().get(0).getInputByName("_csrf").getValue();

            Browser.Stop stop = browser.post(
                    server + "/oauth2/device_verification", FormText.of("user_code", code, "_csrf", token));

            assertThat(stop.at().getPath()).isEqualTo("/activate");
        }
    }

    /** Attack: the state of an application's question is sent to the endpoint that takes answers about devices. */
    @Test
    void questionOfAnotherKindIsRefused() {
        Browser.Stop question =
                browser.signIn(page().asking("openid agents:write").begin(), CodeFlow.SOLO);
        String state = question.html().getForms().get(0).getInputByName("state").getValue();

        Browser.Stop stop = browser.post(
                server + "/oauth2/device_verification",
                FormText.of(
                        "client_id", "demo-web",
                        "state", state,
                        "user_code", "BBBB-BBBB",
                        "scope", "agents:write",
                        "decision", "allow"));

        assertThat(stop.at().getPath()).isEqualTo("/activate");
        assertThat(stop.status()).isEqualTo(200);
    }

    private Answer begin(String scope) {
        return program.post("/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", scope));
    }

    private Browser.Stop enterCode(Answer device) {
        Browser.Stop page = browser.get(device.text("verification_uri_complete"));
        if (page.at().getPath().equals("/sign-in")) {
            page = browser.signIn(page, CodeFlow.SOLO);
        }
        assertThat(page.at().getPath()).isEqualTo("/activate");
        return browser.submit(page.html().getForms().get(0), List.of());
    }

    private Answer poll(Answer device) {
        return poll(device.text("device_code"));
    }

    private Answer poll(String deviceCode) {
        return poll(deviceCode, "hubify-cli");
    }

    private Answer poll(String deviceCode, String client) {
        return program.post(
                "/oauth2/token", FormText.of("grant_type", GRANT, "device_code", deviceCode, "client_id", client));
    }

    private Answer pollAtLeisure(Answer device) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> poll(device), answer -> !answer.text("error").equals("slow_down"));
    }
}
