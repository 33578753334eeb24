package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCommandTests extends CommandTest {

    @Test
    void keepsSessionAfterSigningInThroughBrowser() throws Exception {
        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(login.out()).isEmpty();
        assertThat(login.err())
                .contains("Signed in at " + server.issuer() + " as " + FakeTokens.SUBJECT)
                .contains(server.issuer() + "/account");
        assertThat(Files.readString(machine.credentials())).contains(server.issuer());
        assertThat(machine.browser.lastPage().body()).contains("You are signed in");
    }

    @Test
    void asksWithPkceStateNonceAndLoopbackRedirect() {
        signIn();

        Request asked = server.seen("/oauth2/authorize").get(0);
        assertThat(asked.parameter("response_type")).isEqualTo("code");
        assertThat(asked.parameter("client_id")).isEqualTo("hubify-cli");
        assertThat(asked.parameter("code_challenge_method")).isEqualTo("S256");
        assertThat(asked.parameter("code_challenge")).hasSize(43);
        assertThat(asked.parameter("state")).hasSize(43);
        assertThat(asked.parameter("nonce")).hasSize(43);
        assertThat(asked.parameter("redirect_uri")).matches("http://127\\.0\\.0\\.1:[0-9]+/callback");
        assertThat(asked.parameter("scope").split(" "))
                .contains("openid", "offline_access", "*", "api-keys:read", "api-keys:write");
    }

    /** No page ticks {@code *} for a person: who only presses Allow must still be able to make ordinary keys. */
    @Test
    void asksForWhatEverythingConsistsOfToo() {
        signIn();

        assertThat(server.seen("/oauth2/authorize").get(0).parameter("scope"))
                .endsWith(
                        " * labs:* experiments:* agents:* papers:* pods:* tasks:* knowledge:* api-keys:read api-keys:write");
    }

    @Test
    void saysWhatWasNotAllowedOnThePage() {
        server.tokens.notAllowed = Set.of("*", "api-keys:write");

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isZero();
        assertThat(login.err()).endsWith("Not allowed for this session: *, api-keys:write.\n");
    }

    @Test
    void asksForNoMoreThanTheScopesGiven() {
        run("auth", "login", "--scope", "labs:read,experiments:*");

        String scope = server.seen("/oauth2/authorize").get(0).parameter("scope");
        assertThat(scope.split(" "))
                .containsExactly("openid", "profile", "email", "offline_access", "labs:read", "experiments:*");
    }

    @Test
    void refusesWhatIsNoScopeBeforeAskingAnybody() {
        Outcome login = run("auth", "login", "--scope", "labs:read,lab s");

        assertThat(login.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(login.err()).contains("'lab s' is not a scope");
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void opensNothingIfToldSoButPrintsAddress() {
        machine.patience = Duration.ofMillis(200);

        Outcome login = run("auth", "login", "--no-browser");

        assertThat(machine.browser.opened).isEmpty();
        assertThat(login.err()).contains("open this address").contains(server.issuer() + "/oauth2/authorize?");
    }

    @Test
    void saysSoWhenNobodyComesBackInTime() {
        machine.opener = page -> true;
        machine.patience = Duration.ofMillis(200);

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
        assertThat(login.err()).contains("The sign-in was not completed within").contains("--device");
    }

    /** Attack: a web page sends the browser to our port with a code of the attacker's, to sign the victim in as the attacker. */
    @Test
    void ignoresAnswerWithForeignState() throws Exception {
        AtomicReference<String> forged = new AtomicReference<>("");
        machine.browser.wayBack = addresses -> {
            forged.set(addresses
                    .get(0)
                    .replaceAll("state=[^&]*", "state=guessed")
                    .replaceAll("code=[^&]*", "code=attack"));
            return List.of(forged.get(), addresses.get(0));
        };

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(server.seen("/oauth2/token")).hasSize(1);
        assertThat(server.seen("/oauth2/token").get(0).parameter("code")).isNotEqualTo("attack");
        assertThat(machine.browser.lastPage().body()).contains("You are signed in");
    }

    @Test
    void waitsInVainIfOnlyForeignStatesArrive() throws Exception {
        machine.browser.wayBack = addresses -> List.of(addresses.get(0).replaceAll("state=[^&]*", "state=guessed"));
        machine.patience = Duration.ofSeconds(1);

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
        assertThat(machine.browser.lastPage().statusCode()).isEqualTo(400);
        assertThat(server.seen("/oauth2/token")).isEmpty();
    }

    /** Attack: the same parameter twice, in the hope that two readers take different ones. */
    @Test
    void ignoresAnswerWithRepeatedParameter() {
        machine.browser.wayBack = addresses -> List.of(addresses.get(0) + "&code=another");
        machine.patience = Duration.ofSeconds(1);

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
        assertThat(server.seen("/oauth2/token")).isEmpty();
    }

    /** Attack: mix-up. An answer of another authorization server, so that its code is sent here or ours there. */
    @ParameterizedTest
    @ValueSource(strings = {"https%3A%2F%2Fevil.example", ""})
    void refusesAnswerOfAnotherIssuer(String issuer) throws Exception {
        machine.browser.wayBack = addresses ->
                List.of(addresses.get(0).replaceAll("&iss=[^&]*", issuer.isEmpty() ? "" : "&iss=" + issuer));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(login.err()).contains("not from " + server.issuer());
        assertThat(server.seen("/oauth2/token")).isEmpty();
        assertThat(machine.credentials()).doesNotExist();
        assertThat(machine.browser.lastPage().body()).contains("did not work");
    }

    @Test
    void saysThatTheUserDeclined() {
        machine.browser.wayBack = addresses ->
                List.of(addresses.get(0).replaceAll("code=[^&]*", "error=access_denied&error_description=no"));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
        assertThat(login.err()).contains("declined: no (access_denied)");
    }

    @Test
    void saysThatTheServerIsAwayForTheMoment() {
        machine.browser.wayBack =
                addresses -> List.of(addresses.get(0).replaceAll("code=[^&]*", "error=temporarily_unavailable"));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
    }

    /** Attack: an ID token from another sign-in, replayed with the code of this one. */
    @Test
    void refusesForeignNonce() {
        server.tokens.idToken = claims -> claims.claim("nonce", "of-another-sign-in");

        assertIdTokenRefused(run("auth", "login"));
    }

    @Test
    void refusesIdTokenForAnotherClient() {
        server.tokens.idToken = claims -> claims.audience("another-client");

        assertIdTokenRefused(run("auth", "login"));
    }

    @Test
    void refusesIdTokenOfAnotherIssuer() {
        server.tokens.idToken = claims -> claims.issuer("https://evil.example");

        assertIdTokenRefused(run("auth", "login"));
    }

    @Test
    void refusesExpiredIdToken() {
        Date past = Date.from(clock.instant().minus(Duration.ofMinutes(5)));
        server.tokens.idToken = claims -> claims.expirationTime(past);

        assertIdTokenRefused(run("auth", "login"));
    }

    /** Attack: an access token of the attacker's slipped in beside the victim's ID token. */
    @Test
    void refusesIdTokenOfAnotherAccessToken() {
        server.tokens.idToken = claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA");

        assertIdTokenRefused(run("auth", "login"));
    }

    /** Attack: an ID token signed with the attacker's key under the name of the server's. */
    @Test
    void refusesIdTokenSignedWithForeignKey() {
        server.tokens.signingKey = FakeTokens.newKey();

        assertIdTokenRefused(run("auth", "login"));
    }

    /** Attack: "alg": "none". */
    @Test
    void refusesUnsignedIdToken() {
        var claims = new JWTClaimsSet.Builder().issuer(server.issuer()).build();
        String unsigned = new com.nimbusds.jwt.PlainJWT(claims).serialize();
        server.on("/oauth2/token", request -> Answer.json(200, tokens("\"id_token\":\"" + unsigned + "\"")));

        assertIdTokenRefused(run("auth", "login"));
    }

    @Test
    void refusesAnswerWithoutIdToken() {
        server.on("/oauth2/token", request -> Answer.json(200, tokens("\"x\":1")));

        assertIdTokenRefused(run("auth", "login"));
    }

    /** Attack: a token with a line break, which would add a header to every request it is sent with. */
    @Test
    void refusesTokenThatIsNotVisibleAscii() {
        machine.opener = machine.browser;
        server.on("/oauth2/device_authorization", server.tokens::deviceAuthorization);
        server.on(
                "/oauth2/token",
                request -> Answer.json(200, "{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}"));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(login.err()).contains("a token that this command can't use");
    }

    @Test
    void tellsThatTheCodeWasRefused() {
        server.on("/oauth2/token", request -> Answer.oauthError("invalid_grant", "spent"));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(login.err()).contains("spent (invalid_grant)");
    }

    @Test
    void endsTheSessionItReplaces() {
        signIn();
        signIn();

        assertThat(server.tokens.revoked).containsExactly("refresh-2");
    }

    @Test
    void notesThatTheEnvironmentGoesFirst() {
        machine.environment.put("HUBIFY_TOKEN", "abc");

        Outcome login = run("auth", "login");

        assertThat(login.err()).contains("HUBIFY_TOKEN is set and is used instead of this login");
    }

    /** The login was kept, and the exit code said that there was none. */
    @Test
    void signsInWhateverTheEnvironmentHolds() {
        machine.environment.put("HUBIFY_API_KEY", "no key");

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(login.err()).contains("HUBIFY_API_KEY is set and is used instead of this login");
    }

    @Test
    void neverPrintsTokens() {
        Outcome login = run("auth", "login");

        assertThat(login.out() + login.err()).doesNotContain("access-").doesNotContain("refresh-");
    }

    @Test
    void listensOnLoopbackAddressOnlyAndOnlyAtCallback() {
        machine.browser.wayBack =
                addresses -> List.of(URI.create(addresses.get(0)).resolve("/").toString(), addresses.get(0));

        assertThat(run("auth", "login").exitCode()).isZero();
    }

    private void assertIdTokenRefused(Outcome login) {
        assertThat(login.exitCode()).as(login.err()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(login.err()).contains("ID token was not accepted");
        assertThat(machine.credentials()).doesNotExist();
    }

    private static String tokens(String more) {
        return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":600,%s}".formatted(more);
    }
}
