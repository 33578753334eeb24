package com.hubify.clerk.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.SimulatorTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
@TestPropertySource(properties = "clerk.simulator.home.front-end=http://localhost:18080")
class HomeTests {

    @LocalServerPort
    private int port;

    /** With other ports the example named an origin whose tokens the demo refuses. */
    @Test
    void givesAnExampleForTheRightApplication() {
        assertThat(home()).contains("Origin: http://localhost:18080").doesNotContain("http://localhost:8080");
    }

    @Test
    void saysThatItIsEnglishWhateverTheBrowserWouldLike() {
        http().get()
                .uri("/")
                .header("Accept-Language", "fr-CH, de;q=0.8")
                .exchange()
                .expectHeader()
                .valueEquals("Content-Language", "en");
    }

    /** They were told to have one "as configured". */
    @Test
    void saysWhoHasNoPassword() {
        Backend.at(port).post("/v1/users", Map.of("email_address", List.of("none-" + port + "@example.com")));

        assertThat(home().replaceAll("\\s+", " "))
                .contains("<dt>none-" + port + "@example.com</dt> <dd> no password")
                .contains("<dt>solo@example.com</dt> <dd> password <code>hubify</code>");
    }

    /** A mistyped address; a program gets Clerk's JSON. */
    @Test
    void leadsBackFromAnUnknownAddress() {
        assertThat(missing("text/html,application/xhtml+xml,*/*;q=0.8")).contains("<h1>There is nothing here</h1>");
        assertThat(missing("*/*")).startsWith("{").contains("resource_not_found");
    }

    private String missing(String accept) {
        return Objects.requireNonNull(http().get()
                .uri("/simulator/persons")
                .header("Accept", accept)
                .exchange()
                .expectStatus()
                .isNotFound()
                .returnResult(String.class)
                .getResponseBody());
    }

    /** The policy would block anything else silently. */
    @Test
    void runsScriptsOfItsOwnOnly() {
        assertThat(home())
                .contains("<script src=\"/copy.js\"></script>")
                .doesNotContainPattern("<script(?! src=\"/)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
        assertThat(text("/copy.js")).contains("clipboard");
        assertThat(text("/hubify.svg")).contains("#2b50c7");
    }

    private String home() {
        return text("/");
    }

    private String text(String path) {
        return Objects.requireNonNull(http().get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }
}
