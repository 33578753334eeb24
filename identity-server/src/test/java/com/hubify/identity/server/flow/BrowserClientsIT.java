package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single-page applications and hosts of the Model Context Protocol, which call from a browser with headers of their own. */
@FlowTest
class BrowserClientsIT extends AbstractFlow {

    /** Of a page of a public client, of another page, and of programs. */
    private static final List<String> ORIGINS =
            List.of("http://localhost:8080", "https://inspector.example", "tauri://localhost", "null");

    /** Was 403: the MCP Inspector sends its protocol version, other applications don't want a cached answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks"})
    void anyPageReadsPublicDocumentsWithAnyHeader(String path) {
        Answer preflight = preflight(path, "https://inspector.example", "GET");
        Answer document = program.send(program.request(path)
                .header("Origin", "https://inspector.example")
                .GET());

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(preflight.header("Access-Control-Allow-Headers")).hasValue("mcp-protocol-version, cache-control");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.header("Access-Control-Allow-Origin")).hasValue("*");
    }

    /** Fault: a host of the Model Context Protocol that tries document after document took the second for a network that is down. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-protected-resource",
                "/.well-known/openid-configuration/mcp",
                "/.well-known/oauth-authorization-server/mcp"
            })
    void anyPageReadsThatADocumentIsNotThere(String path) {
        Answer preflight = preflight(path, "https://inspector.example", "GET");
        Answer missing = program.send(program.request(path)
                .header("Origin", "https://inspector.example")
                .GET());

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(missing.header("Set-Cookie")).isEmpty();
    }

    /** Attack: with CORS at the documents, a stranger's page reads pages of people who are signed in. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/activate", "/account/keys", "/nowhere", "/well-known/x"})
    void noPageReadsPagesForPeople(String path) {
        for (String origin : new String[] {"https://inspector.example", "http://localhost:8080"}) {
            Answer page =
                    program.send(program.request(path).header("Origin", origin).GET());

            assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(preflight(path, origin, "GET").header("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    /** On a person's own machine a port is whatever was free (RFC 8252, section 7.3). */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, http://localhost:8080, true",
        "/oauth2/token, http://127.0.0.1:6274, true",
        "/oauth2/revoke, http://127.0.0.1, true",
        "/oauth2/device_authorization, http://localhost:8080, true",
        "/oauth2/device_authorization, https://localhost:8080, false",
        "/userinfo, http://localhost:5173, true",
        "/oauth2/token, http://evil.example, false",
        "/oauth2/token, http://localhost.evil.example:8080, false",
        "/oauth2/token, http://localhost:8080.evil.example, false",
        "/oauth2/token, https://localhost:8080, false",
        "/oauth2/token, null, false",
        "/oauth2/introspect, http://localhost:8080, false"
    })
    void letsPagesOfPublicClientsInAndNoOthers(String path, String origin, boolean allowed) {
        Answer preflight = preflight(path, origin, "POST");

        assertThat(preflight.header("Access-Control-Allow-Origin").isPresent()).isEqualTo(allowed);
    }

    /** Fault: with an Origin, a method that an endpoint lacks was answered 403 in plain text, without those it has. */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/authorize, 'GET, POST'",
        "/oauth2/token, POST",
        "/oauth2/revoke, POST",
        "/oauth2/introspect, POST",
        "/oauth2/device_authorization, POST",
        "/connect/logout, 'GET, POST'",
        "/userinfo, 'GET, HEAD, POST'",
        "/oauth2/jwks, 'GET, HEAD'",
        "/.well-known/openid-configuration, 'GET, HEAD'",
        "/.well-known/oauth-authorization-server, 'GET, HEAD'"
    })
    void tellsAProgramWithAnOriginWhichMethodsAnEndpointHas(String path, String allow) {
        for (String method : lacking(allow)) {
            Answer without = program.send(program.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
            for (String origin : ORIGINS) {
                Answer refused = sent(method, path, origin);

                assertThat(refused.status()).as(method + " " + origin).isEqualTo(405);
                assertThat(refused.header("Allow")).hasValue(allow);
                assertThat(refused.body()).isEqualTo(without.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void tellsAProgramWithAnOriginThatADocumentIsNotThere(String method) {
        for (String origin : ORIGINS) {
            assertThat(sent(method, "/.well-known/oauth-protected-resource", origin)
                            .status())
                    .isEqualTo(404);
        }
    }

    /** Attack: a method that is not there takes what CORS forbids past the browser: none is promised to a page. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void promisesNoPageAMethodThatIsNotThere(String method) {
        for (String path : List.of("/oauth2/token", "/userinfo", "/oauth2/jwks")) {
            Answer preflight = preflight(path, "http://localhost:8080", method);

            assertThat(preflight.status()).isEqualTo(403);
            assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
        }
    }

    private static List<String> lacking(String allow) {
        return Stream.of("GET", "POST", "PUT", "DELETE", "PATCH")
                .filter(method -> !List.of(allow.split(", ")).contains(method))
                .toList();
    }

    private Answer sent(String method, String path, String origin) {
        return program.send(
                program.request(path).header("Origin", origin).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** A page that can't read why it was refused can't go on. */
    @ParameterizedTest
    @ValueSource(strings = {"/userinfo", "/oauth2/token"})
    void letsPagesReadWhyTheyWereRefused(String path) {
        Answer refused = program.send(program.request(path)
                .header("Origin", "http://localhost:8080")
                .header("Authorization", "Bearer nonsense")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isPresent();
        assertThat(refused.header("WWW-Authenticate").orElse("")).doesNotContain("resource_metadata");
        assertThat(refused.header("Access-Control-Expose-Headers"))
                .hasValueSatisfying(it -> assertThat(it).contains("WWW-Authenticate", "Retry-After"));
    }

    private Answer preflight(String path, String origin, String method) {
        return program.send(program.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "mcp-protocol-version, cache-control")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }
}
