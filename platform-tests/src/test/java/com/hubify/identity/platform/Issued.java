package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Credentials as a platform issues them, and the ways they are taken back. */
final class Issued {

    private static final String PASSWORD = "hubify";

    private final Platform platform;

    Issued(Platform platform) {
        this.platform = platform;
    }

    String machineToken(String scope) {
        return token("demo-machine", scope);
    }

    /** A person at a command line, signed in. */
    CommandLine person(Path home, String identifier) {
        var hubify = new CommandLine(home, platform.issuer());
        try (var browser = new NoScriptBrowser()) {
            var login = hubify.login(address -> browser.signIn(address, identifier, PASSWORD));
            assertThat(login.exit()).as(login.err()).isZero();
        }
        return hubify;
    }

    String personToken(CommandLine hubify) {
        var token = hubify.run("auth", "token");
        assertThat(token.exit()).as(token.err()).isZero();
        return token.out().strip();
    }

    /** A key made with a person's token. */
    String key(String personToken, String... scopes) {
        var created = Http.postJson(
                platform.issuer() + "/v1/api-keys",
                personToken,
                JsonMapper.shared().writeValueAsString(Map.of("name", "test", "scopes", scopes)));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.json().at("/data/key").asString();
    }

    /** Leaves a key with these scopes alone. */
    void narrow(String personToken, String key, String... scopes) {
        var changed = Http.patchJson(
                address(key), personToken, JsonMapper.shared().writeValueAsString(Map.of("scopes", scopes)));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    /** The key that takes the place of this one. */
    String rotate(String personToken, String key, Duration overlap) {
        var rotated = Http.postJson(
                address(key) + "/rotate",
                personToken,
                JsonMapper.shared().writeValueAsString(Map.of("overlap", overlap.toString())));
        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(201);
        return rotated.json().at("/data/key").asString();
    }

    private String address(String key) {
        return platform.issuer() + "/v1/api-keys/"
                + ApiKeyToken.parse(key).orElseThrow().id();
    }

    String sessionToken(String identifier) {
        return Http.postForm(
                        platform.clerk() + "/simulator/session-tokens",
                        Map.of("Origin", "http://app.example"),
                        Map.of("identifier", identifier))
                .json()
                .at("/jwt")
                .asString();
    }

    /** RFC 7009, by the client that owns the token. */
    void revokeToken(String machineToken) {
        var answer = Http.postForm(
                platform.issuer() + "/oauth2/revoke",
                Http.basic("demo-machine", "demo-machine-secret"),
                Map.of("token", machineToken));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    void revokeKey(String key) {
        var answer = Http.postJson(
                platform.issuer() + "/v1/api-keys/revoke", JsonMapper.shared().writeValueAsString(Map.of("key", key)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    /** By an operator, who names what everything that is to die descends from. */
    void revoke(String kind, String id) {
        var answer = Http.postJson(
                platform.issuer() + "/v1/revocations",
                token("demo-operator", "revocations:write"),
                JsonMapper.shared().writeValueAsString(Map.of("kind", kind, "id", id)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    /** A claim of a token, or its key's id for {@code kid}. */
    static String claim(String token, String name) {
        try {
            var jwt = SignedJWT.parse(token);
            return name.equals("kid")
                    ? jwt.getHeader().getKeyID()
                    : String.valueOf(jwt.getJWTClaimsSet().getClaim(name));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private String token(String client, String scope) {
        var answer = Http.postForm(
                platform.issuer() + "/oauth2/token",
                Http.basic(client, client + "-secret"),
                Map.of("grant_type", "client_credentials", "scope", scope));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().at("/access_token").asString();
    }
}
