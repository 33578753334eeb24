package com.hubify.identity.server.flow;

import com.hubify.testing.TestClock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/** What every flow has at hand. */
abstract class AbstractFlow {

    static final String ALL_OF_CLI = "openid profile email offline_access api-keys:read api-keys:write *";

    final String server;
    final String sessionCookie;
    final Program program;
    Browser browser;

    AbstractFlow() {
        this(Clerk.shared().serverPort());
    }

    AbstractFlow(int port) {
        server = "http://localhost:" + port;
        sessionCookie = "hubify-" + port;
        program = new Program(server);
        browser = new Browser(server, Clerk.shared().issuer());
    }

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationContext context;

    @Autowired
    OAuth2AuthorizationConsentService consents;

    @BeforeEach
    void freshBrowser() {
        browser = new Browser(server, Clerk.shared().issuer());
    }

    @AfterEach
    void goHome() {
        browser.close();
        clock.reset();
    }

    CodeFlow cli() {
        return CodeFlow.of(server, browser, program, "hubify-cli", CodeFlow.CLI_CALLBACK);
    }

    CodeFlow page() {
        return CodeFlow.of(server, browser, program, "demo-web", CodeFlow.PAGE);
    }

    /** A page at an address that is its own, so that an earlier consent counts. */
    CodeFlow webPage() {
        return CodeFlow.of(server, browser, program, "web-page", CodeFlow.WEB_PAGE);
    }

    /** As if both people had let the page know who they are in an earlier sign-in. */
    void knownToTheWebPage() {
        for (String person : List.of(CodeFlow.SOLO_ID, CodeFlow.MEMBER_ID)) {
            consents.save(OAuth2AuthorizationConsent.withId("web-page", person)
                    .scope("openid")
                    .build());
        }
    }

    /** Tokens of a person for the command line. */
    Answer cliTokens(String scope) {
        CodeFlow flow = cli().asking(scope);
        return flow.redeem(flow.allow(CodeFlow.SOLO));
    }

    /** How a code is redeemed that was sent to {@link CodeFlow#PAGE}, without what authenticates the client. */
    static FormText code(Browser.Stop returned) {
        return FormText.of(
                "grant_type", "authorization_code", "code", returned.parameter("code"), "redirect_uri", CodeFlow.PAGE);
    }

    Answer refresh(String refreshToken) {
        return refresh(refreshToken, "hubify-cli");
    }

    Answer refresh(String refreshToken, String client) {
        return program.post(
                "/oauth2/token",
                FormText.of("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", client));
    }

    Answer introspect(String token) {
        return program.post("/oauth2/introspect", FormText.of("token", token), "demo-resource", "demo-resource-secret");
    }

    Answer machineToken(String scope) {
        return program.post(
                "/oauth2/token",
                FormText.of("grant_type", "client_credentials", "scope", scope),
                "demo-machine",
                "demo-machine-secret");
    }

    /** Lets several callers go at the same moment. */
    static <T> List<T> race(int callers, Callable<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<T>> answers = threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(i -> call).collect(Collectors.toList()));
            return answers.stream().map(AbstractFlow::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
