package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTests extends CommandTest {

    private static final String OPENID = FakeIdentityServer.OPENID;
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    @Test
    void takesOAuthMetadataWhereThereIsNoOpenIdConfiguration() {
        server.on(OPENID, request -> Answer.empty(404));
        server.on(OAUTH, request -> Answer.json(200, server.metadata()));

        assertThat(run("auth", "login").exitCode()).isZero();
    }

    @Test
    void saysThatThisIsNoIdentityServer() {
        server.on(OPENID, request -> Answer.empty(404));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(login.err()).contains("There is no identity server at " + server.issuer() + ".");
    }

    /** Nothing was sent that could be accepted: to log in again, as scripts do at exit code 3, would go on for ever. */
    @Test
    void takesAPageThatWantsAPasswordForNoRefusalOfTheCredential() {
        signIn();
        server.on(OPENID, request -> Answer.empty(401).with("WWW-Authenticate", "Basic realm=\"proxy\""));

        assertThat(run("auth", "whoami").exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(run("auth", "status").exitCode()).isEqualTo(ExitCode.REFUSED.number());
    }

    /** Attack: metadata in which a server passes for another, to be sent what is meant for that one. */
    @ParameterizedTest
    @ValueSource(strings = {"https://id.hubify.com", "", "%s/", "%S"})
    void refusesServerThatCallsItselfOtherwise(String name) {
        String named = name.equals("%S") ? server.issuer().replace("http", "HTTP") : name.formatted(server.issuer());
        server.on(
                OPENID,
                request -> Answer.json(
                        200, server.metadata().replace("\"issuer\":\"" + server.issuer(), "\"issuer\":\"" + named)));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(login.err()).contains("names as its issuer '" + named + "'");
        assertThat(machine.browser.opened).isEmpty();
    }

    /** Attack: metadata that leads credentials, or the user, to a place without TLS or to a program. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example/token", "file:///etc/passwd", "javascript:alert(1)", "/token", "not a uri"})
    void usesNoEndpointThatIsNeitherHttpsNorHere(String endpoint) {
        server.on(
                OPENID,
                request ->
                        Answer.json(200, server.metadata().replace(server.issuer() + "/oauth2/authorize", endpoint)));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(login.err())
                .contains("gives '" + endpoint + "' as its authorization_endpoint, which is not an https address");
        assertThat(machine.browser.opened).isEmpty();
    }

    /** What one command doesn't use, the next one would: a server with such an address is not to be trusted with anything. */
    @ParameterizedTest
    @ValueSource(strings = {"oauth2/token", "oauth2/revoke", "userinfo", "oauth2/device_authorization", "oauth2/jwks"})
    void refusesTheServerWhicheverOfItsAddressesIsUnsafe(String path) {
        signIn();
        server.on(
                OPENID,
                request -> Answer.json(
                        200,
                        server.metadata()
                                .replace("\"" + server.issuer() + "/" + path, "\"http://evil.example/" + path)));

        Outcome listed = run("auth", "api-key", "list");

        assertThat(listed.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(listed.err()).contains("http://evil.example/" + path);
        assertThat(server.seen("/v1/api-keys")).isEmpty();
    }

    @Test
    void saysWhichAddressIsMissing() {
        server.on(
                OPENID,
                request -> Answer.json(200, server.metadata().replace("authorization_endpoint", "another_endpoint")));

        Outcome login = run("auth", "login");

        assertThat(login.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(login.err()).contains("metadata has no authorization_endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "{", "{\"issuer\":1}", "{\"issuer\":\"a\",\"issuer\":\"b\"}"})
    void refusesWhatIsNoMetadata(String body) {
        server.on(OPENID, request -> Answer.json(200, body));

        assertThat(run("auth", "login").exitCode()).isIn(ExitCode.UNEXPECTED.number(), ExitCode.REFUSED.number());
    }

    /** Attack: keys of the attacker's, or a shared secret, behind the address of the key set. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[]}",
                "{}",
                "nonsense",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"key:1\",\"k\":\"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\"}]}"
            })
    void storesNothingIfTheKeysDontVerifyTheIdToken(String keys) {
        server.on("/oauth2/jwks", request -> Answer.json(200, keys));

        assertThat(run("auth", "login").exitCode()).isNotZero();
        assertThat(machine.credentials()).doesNotExist();
    }
}
