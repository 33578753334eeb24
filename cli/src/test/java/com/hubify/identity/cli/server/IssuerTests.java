package com.hubify.identity.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.cli.terminal.Failure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.hubify.com",
                "https://id.example/tenant",
                "http://localhost:9000",
                "http://127.0.0.1:1",
                "http://[::1]:9000",
                "https://id.example/"
            })
    void takesHttpsAndThisMachine(String value) {
        assertThat(new Issuer(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "x", "http://id.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
                "http://1270.0.0.1", "https://", "https://id.example#x", "https://id.example?x", "javascript:alert(1)",
                "https://a@localhost", "http://0.0.0.0", "https://id.example /", "//localhost"
            })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> new Issuer(value)).isInstanceOf(Failure.class);
    }

    /** Attack: metadata of a server elsewhere that leads credentials, in the clear, to a program of this machine. */
    @Test
    void leadsToThisMachineOnlyFromThisMachine() {
        Issuer elsewhere = new Issuer("https://id.example");
        Issuer here = new Issuer("http://localhost:9000");

        assertThat(elsewhere.mayLeadTo(URI.create("https://login.example/token")))
                .isTrue();
        assertThat(elsewhere.mayLeadTo(URI.create("http://localhost:9000/token")))
                .isFalse();
        assertThat(elsewhere.mayLeadTo(URI.create("http://login.example/token")))
                .isFalse();
        assertThat(here.mayLeadTo(URI.create("https://login.example/token"))).isTrue();
        assertThat(here.mayLeadTo(URI.create("http://127.0.0.1:1/token"))).isTrue();
        assertThat(here.mayLeadTo(URI.create("http://login.example/token"))).isFalse();
    }

    /** RFC 8414, section 3.1: between host and path; OpenID Connect Discovery: after the path. */
    @Test
    void knowsWhereItsMetadataIs() {
        assertThat(new Issuer("https://id.example/a/b").oauthMetadata())
                .hasToString("https://id.example/.well-known/oauth-authorization-server/a/b");
        assertThat(new Issuer("https://id.example").oauthMetadata())
                .hasToString("https://id.example/.well-known/oauth-authorization-server");
        assertThat(new Issuer("https://id.example/a").at("/x")).hasToString("https://id.example/a/x");
        assertThat(new Issuer("https://id.example/").at("/x")).hasToString("https://id.example/x");
    }
}
