package com.hubify.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(SettingsController.class)
@TestPropertySource(properties = "demo.page.issuer=https://id.example")
class PageTests {

    @Autowired
    private MockMvcTester http;

    @ParameterizedTest
    @CsvSource({"/index.html,text/html", "/app.css,text/css", "/app.js,text/javascript", "/favicon.svg,image/svg+xml"})
    void isOpenToEveryone(String path, String type) {
        assertThat(http.get().uri(path))
                .hasStatusOk()
                .contentType()
                .matches(actual -> actual.isCompatibleWith(MediaType.valueOf(type)));
    }

    @Test
    void isAtTheRoot() {
        assertThat(http.get().uri("/")).hasStatusOk().hasForwardedUrl("index.html");
    }

    @Test
    void tellsWhereToSignIn() {
        assertThat(http.get().uri("/settings.json"))
                .hasStatusOk()
                .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"issuer": "https://id.example", "client_id": "demo-web",
                         "scopes": ["openid", "profile", "email", "labs:read", "experiments:read"]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/settings.json", "/v1/labs"})
    void isFencedIn(String path) {
        assertThat(http.get().uri(path))
                .hasHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                                + "https://id.example; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .hasHeader("Referrer-Policy", "no-referrer")
                .hasHeader("Content-Language", "en")
                .hasHeader("X-Content-Type-Options", "nosniff");
    }

    // The policy would block them silently; the page must not need them.
    @Test
    void holdsNoInlineScriptOrStyleAndNothingFromElsewhere() throws UnsupportedEncodingException {
        String html = http.get().uri("/index.html").exchange().getResponse().getContentAsString();

        assertThat(html)
                .doesNotContainPattern("<script(?![^>]* src=\"/)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=")
                .doesNotContainPattern("(?:src|href)=\"(?!/[a-z])");
    }

    /** Beside another server than the usual one the command must be told of it. */
    @Test
    void writesEveryAddressAndCommandFromTheSettings() throws UnsupportedEncodingException {
        String html = http.get().uri("/index.html").exchange().getResponse().getContentAsString();

        assertThat(html)
                .doesNotContainPattern("(?<!data-fill=\"hubify\">)\\./hubify")
                .doesNotContainPattern("(?<!data-fill=\"(?:issuer|origin)\">)http://localhost");
    }

    /** One mark and one blue, wherever a person is led on the way in. */
    @Test
    void looksLikeTheIdentityServerAndTheSimulator() throws IOException {
        Path server = Path.of("../identity-server/src/main/resources/static/assets");
        Path simulator = Path.of("../clerk-simulator/src/main/resources/static");
        Path demo = Path.of("src/main/resources/static");

        assertThat(demo.resolve("favicon.svg")).hasSameTextualContentAs(server.resolve("hubify.svg"));
        assertThat(simulator.resolve("hubify.svg")).hasSameTextualContentAs(server.resolve("hubify.svg"));
        assertThat(Stream.of(server.resolve("hubify.css"), demo.resolve("app.css"), simulator.resolve("simulator.css")))
                .allSatisfy(css -> assertThat(css)
                        .content()
                        .containsPattern("--(?:main|accent): #2b50c7;")
                        .containsPattern("--(?:main|accent): #a3bcff;"));
    }

    // Text from the issuer or the address bar as markup.
    @Test
    void writesTextAndNeverMarkup() throws UnsupportedEncodingException {
        String script = http.get().uri("/app.js").exchange().getResponse().getContentAsString();

        assertThat(script)
                .doesNotContainPattern("innerHTML|outerHTML|insertAdjacent|document\\.write|eval\\(|localStorage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/application.yml", "/app.js/../application.yml", "/static/app.js", "/settings.json/x"})
    void opensNothingElse(String path) {
        assertThat(http.get().uri(path))
                .satisfies(answer -> assertThat(answer.getResponse().getStatus())
                        .isIn(HttpStatus.UNAUTHORIZED.value(), HttpStatus.BAD_REQUEST.value()));
    }
}
