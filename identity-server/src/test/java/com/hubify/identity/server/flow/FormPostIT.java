package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.chromium.Chromium;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * {@code response_mode=form_post} in a real browser, which alone holds the page against its own policy: it runs no script but
 * the one whose digest the policy names, and follows the application's redirects only where {@code form-action} lets it.
 */
@FlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormPostIT extends AbstractFlow {

    private final Queue<FormText> posted = new ConcurrentLinkedQueue<>();
    private final Queue<String> origins = new ConcurrentLinkedQueue<>();
    private final HttpServer application = server();
    private final HttpServer elsewhere = server();
    private final Chromium chromium = Chromium.start();
    private final WebDriverWait wait = new WebDriverWait(chromium.driver(), Duration.ofSeconds(30));

    /**
     * The application takes the post and sends the browser on to another origin, as one with a page of its own for each
     * tenant does.
     */
    @BeforeAll
    void startTheApplication() {
        application.createContext("/", exchange -> {
            posted.add(new FormText(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            origins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Origin")));
            exchange.getResponseHeaders().set("Location", arrival());
            exchange.sendResponseHeaders(303, -1);
            exchange.close();
        });
        elsewhere.createContext("/", FormPostIT::welcome);
        application.start();
        elsewhere.start();
    }

    @AfterAll
    void stopAll() {
        chromium.close();
        application.stop(0);
        elsewhere.stop(0);
    }

    @Test
    void codeIsPostedByItselfAndTheBrowserFollowsTheApplication() {
        CodeFlow flow = flow("openid labs:read");
        chromium.driver().get(flow.url());
        wait.until(ExpectedConditions.elementToBeClickable(By.name("identifier")))
                .sendKeys(CodeFlow.SOLO);
        chromium.driver().findElement(By.name("password")).sendKeys("hubify");
        chromium.driver()
                .findElement(By.cssSelector("form:has([name=identifier]) button"))
                .click();
        wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("button[value=allow]")))
                .click();

        wait.until(ExpectedConditions.urlToBe(arrival()));

        FormText answer = posted.remove();
        assertThat(answer.get("state")).isEqualTo("state-12345");
        assertThat(answer.get("iss")).isEqualTo(server);
        assertThat(origins.remove()).isEqualTo(server);
        assertThat(flow.redeem(answer.get("code")).status()).isEqualTo(200);
        assertThat(chromium.driver().getPageSource()).contains("arrived").doesNotContain(answer.get("code"));
    }

    /** Attack: markup in the state would run as a script on our own origin. */
    @Test
    void errorIsPostedByItselfAndItsStateIsText() {
        String markup = "\"><script>document.title='stolen'</script><img src=x onerror=\"document.title='stolen'\">";

        chromium.driver()
                .get(flow("openid")
                        .with("response_type", "token")
                        .with("state", markup)
                        .url());
        wait.until(ExpectedConditions.urlToBe(arrival()));

        FormText answer = posted.remove();
        origins.remove();
        assertThat(answer.get("error")).isEqualTo("unsupported_response_type");
        assertThat(answer.get("state")).isEqualTo(markup);
    }

    private CodeFlow flow(String scope) {
        return CodeFlow.of(server, browser, program, "demo-web", "http://localhost:" + port(application) + "/")
                .asking(scope)
                .with("response_mode", "form_post");
    }

    private String arrival() {
        return "http://127.0.0.1:" + port(elsewhere) + "/arrived";
    }

    private static void welcome(HttpExchange exchange) throws IOException {
        byte[] page = "<!doctype html><title>arrived</title>arrived".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }
}
