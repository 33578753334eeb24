package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every place that reads a signed or encrypted token of anybody: its header is the sender's (RFC 8725, section 3.1). */
@FlowTest
@ExtendWith(OutputCaptureExtension.class)
class TokensOfStrangersIT extends AbstractFlow {

    private static final String SECRET = "AAAAAAAAAAAAAAAAAAAAAA";

    /** Attack: a header for which the library has no code, or throws what nobody catches, is answered 500 with a trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'alg':'dir','enc':'XC20P'}",
                "{'alg':'none','enc':'A256GCM'}",
                "{'alg':'dir','enc':'A256GCM','p2c':-5}",
                "{'alg':'dir','enc':null}",
                "{'alg':'dir','enc':'A256GCM','zip':'DEF'}",
                "{'alg':'ECDH-ES','enc':'A256GCM','epk':{'kty':'OKP','crv':'X25519','x':'AA'}}",
                "{'alg':'PBES2-HS256+A128KW','enc':'A256GCM','p2c':2000000000,'p2s':'abcd'}",
                "{'alg':'none'}",
                "{'alg':null}",
                "{'alg':1,'enc':2}",
                "{'alg':'EdDSA','jwk':{'kty':'OKP','crv':'Ed25519','x':'AA'}}",
                "{'alg':'RS256','crit':null,'x5c':['!']}",
                "null",
                "["
            })
    void oddHeaderIsRefusedLikeAnyOther(String header, CapturedOutput log) {
        for (String token : List.of(token(header, 3), token(header, 5))) {
            answers(token).forEach((place, answer) -> {
                assertThat(answer.status()).as("%s: %s", place, token).isLessThan(500);
                assertThat(answer.header("Location").orElse("")).as(place).doesNotContain("server_error");
            });
            assertThat(backFromClerk("A." + token).header("Location"))
                    .hasValueSatisfying(page -> assertThat(page).startsWith("/login?error=session_expired"));
        }
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    private static String token(String header, int parts) {
        String first = Base64URL.encode(header.replace('\'', '"')).toString();
        String other = Base64URL.encode("{\"a\":\"b\",\"c\":1}").toString();
        return parts == 3
                ? String.join(".", first, other, other)
                : String.join(".", first, "", Base64URL.encode("0".repeat(12)).toString(), other, other);
    }

    private Answer backFromClerk(String state) {
        return program.send(program.request("/login/oauth2/code/clerk?" + FormText.of("code", "x", "state", state))
                .header("Cookie", sessionCookie + "-browser-evil=" + SECRET)
                .GET());
    }

    private Map<String, Answer> answers(String token) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (String path : List.of("/userinfo", "/v1/api-keys", "/login", "/oauth2/jwks")) {
            answers.put(path, program.get(path, token));
        }
        for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
            answers.put(path, program.post(path, FormText.of("token", token), "demo-resource", "demo-resource-secret"));
        }
        answers.put("assertion", program.post("/oauth2/token", assertion(token)));
        answers.put("refresh", refresh(token));
        answers.put(
                "code",
                program.post(
                        "/oauth2/token",
                        FormText.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                "demo-web",
                                "code",
                                token,
                                "code_verifier",
                                token)));
        answers.put(
                "DPoP",
                program.send(program.request("/oauth2/token")
                        .header("DPoP", token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))));
        for (String name : List.of("id_token_hint", "request")) {
            answers.put(
                    name,
                    program.get("/oauth2/authorize?"
                            + FormText.of(
                                    "response_type", "code", "client_id", "demo-web", "scope", "openid", name, token)));
        }
        answers.put("logout", program.get("/connect/logout?" + FormText.of("id_token_hint", token)));
        return answers;
    }

    private static FormText assertion(String token) {
        return FormText.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                token);
    }
}
