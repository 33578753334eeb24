package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server each credential is sent to. */
class CredentialDestinationTests extends CommandTest {

    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String KEYS = "/v1/api-keys";
    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();
    private static final String VERIFIED = "{\"data\":{\"owner\":\"user_2abc\",\"scopes\":[\"labs:read\"]}}";

    /** Attack: a program listens where the launcher assumes the server of {@code ./run}, and collects keys of other servers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth status",
                "auth whoami",
                "auth api-key list",
                "auth api-key create --name n --scope labs:read",
                "auth api-key revoke 0aB3xY9z"
            })
    void sendsKeyOfTheEnvironmentToNoServerThatWasOnlyAssumed(String command) {
        assume(server.issuer());
        machine.environment.put("HUBIFY_API_KEY", KEY);

        Outcome outcome = run(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(outcome.err())
                .contains("HUBIFY_API_KEY is set, but it is not known which server issued it")
                .contains("Set HUBIFY_ISSUER=" + server.issuer());
        assertNothingLeaked();
    }

    /** The same with an access token that doesn't say where it is from. */
    @ParameterizedTest
    @ValueSource(strings = {"auth status", "auth whoami", "auth api-key list"})
    void sendsOpaqueTokenOfTheEnvironmentToNoServerThatWasOnlyAssumed(String command) {
        assume(server.issuer());
        machine.environment.put("HUBIFY_TOKEN", "opaque-token");

        assertThat(run(command.split(" ")).err())
                .contains("HUBIFY_TOKEN is set, but it is not known which server issued it");
        assertNothingLeaked();
    }

    /** That somebody once signed in at that port doesn't tell whose the key is. */
    @Test
    void sendsNoKeyToAnAssumedServerAfterASignInEither() {
        assume(server.issuer());
        signIn();
        machine.environment.put("HUBIFY_API_KEY", KEY);

        assertThat(run("auth", "whoami").exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertNothingLeaked();
    }

    @Test
    void saysThatAKeyOfAnUnknownServerIsNotInUse() {
        assume(server.issuer());
        machine.environment.put("HUBIFY_API_KEY", KEY);

        Outcome status = run("auth", "status");

        assertThat(status.json().path("credential").asString()).isEqualTo("api_key");
        assertThat(status.json().path("signed_in").asBoolean(true)).isFalse();
        assertThat(status.json().path("accepted").isNull()).isTrue();
    }

    @Test
    void sendsKeyToTheServerThatWasNamed() {
        machine.environment.put("HUBIFY_API_KEY", KEY);
        server.on(KEYS + "/verify", request -> Answer.json(200, VERIFIED));

        assertThat(run("auth", "whoami").exitCode()).isZero();
    }

    /** Nothing is asked of a newcomer, whose login was made at that server and whose key it can revoke by its id. */
    @Test
    void worksAtAnAssumedServerWithItsOwnLogin() {
        assume(server.issuer());
        server.on(KEYS, request -> Answer.json(200, "{\"data\":[],\"meta\":{}}"));
        server.on(KEYS + "/0aB3xY9z", request -> Answer.empty(204));
        signIn();

        assertThat(run("auth", "whoami").exitCode()).isZero();
        assertThat(run("auth", "status").exitCode()).isZero();
        assertThat(run("auth", "api-key", "list").exitCode()).isZero();
        Outcome revoked = run("auth", "api-key", "revoke", KEY);

        assertThat(revoked.exitCode()).as(revoked.err()).isZero();
        assertThat(server.seen(KEYS + "/0aB3xY9z"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.method()).isEqualTo("DELETE"));
        assertNothingLeaked();
    }

    /** Attack: the finder of a leaked key revokes it, and it goes to the wrong program and lives on. */
    @Test
    void revokesNoKeyAtAServerThatWasOnlyAssumed() {
        assume(server.issuer());

        Outcome revoked = run("auth", "api-key", "revoke", KEY);

        assertThat(revoked.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(revoked.err()).contains("was not sent").contains("HUBIFY_ISSUER=" + server.issuer());
        assertThat(revoked.out()).isEmpty();
        assertNothingLeaked();
    }

    @Test
    void saysThatAKeyOfAnotherServerIsNotRevoked() {
        assume(server.issuer());
        signIn();

        Outcome revoked = run("auth", "api-key", "revoke", KEY);

        assertThat(revoked.exitCode()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(revoked.err()).contains("was not sent").contains("HUBIFY_ISSUER");
        assertNothingLeaked();
    }

    /** Attack: the token of one server is shown to another, which then acts with it. */
    @ParameterizedTest
    @CsvSource({"auth status, true", "auth status, false", "auth whoami, true", "auth api-key list, true"})
    void sendsTokenToNoServerButTheOneItIsFrom(String command, boolean named) {
        String token = token("https://id.example");
        machine.environment.put("HUBIFY_TOKEN", token);
        if (!named) {
            assume(server.issuer());
        }

        Outcome outcome = run(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(outcome.err())
                .contains("HUBIFY_TOKEN was issued by 'https://id.example', so it was not sent to " + server.issuer());
        assertThat(server.seen().toString()).doesNotContain(token);
    }

    @Test
    void sendsTokenToTheServerItIsFrom() {
        assume(server.issuer());
        machine.environment.put("HUBIFY_TOKEN", token(server.issuer()));

        assertThat(run("auth", "whoami").exitCode()).isZero();
    }

    /** Attack: a server at the address that was named is not the one that is meant, and says so itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth status",
                "auth whoami",
                "auth api-key list",
                "auth api-key create --name n --scope labs:read",
                "auth api-key revoke 0aB3xY9z",
                "auth api-key revoke KEY"
            })
    void sendsNothingToAServerThatCallsItselfOtherwise(String command) {
        machine.environment.put("HUBIFY_API_KEY", KEY);
        server.on(
                OPENID,
                request -> Answer.json(200, server.metadata().replace("\"issuer\":\"http", "\"issuer\":\"https")));

        Outcome outcome = run(command.replace("KEY", KEY).split(" "));

        assertThat(outcome.err()).contains("names as its issuer");
        assertNothingLeaked();
    }

    /** The same with the login, whose file may be older than the program that listens there now. */
    @ParameterizedTest
    @ValueSource(strings = {"auth status", "auth whoami", "auth api-key list", "auth logout"})
    void sendsNoLoginToAServerThatCallsItselfOtherwise(String command) {
        signIn();
        int before = server.seen().size();
        server.on(
                OPENID,
                request -> Answer.json(200, server.metadata().replace("\"issuer\":\"http", "\"issuer\":\"https")));

        run(command.split(" "));

        assertThat(server.seen().subList(before, server.seen().size()))
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.path()).isEqualTo(OPENID));
    }

    /** As the launcher does, which knows the port of {@code ./run} and not who listens there. */
    private void assume(String issuer) {
        machine.environment.remove("HUBIFY_ISSUER");
        machine.issuer = issuer;
    }

    private void assertNothingLeaked() {
        assertThat(server.seen().toString()).doesNotContain(KEY).doesNotContain("opaque-token");
    }

    private static String token(String issuer) {
        return new PlainJWT(new JWTClaimsSet.Builder().issuer(issuer).build()).serialize();
    }
}
