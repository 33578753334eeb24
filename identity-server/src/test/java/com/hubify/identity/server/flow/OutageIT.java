package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.IdentityServerApplication;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** A Redis of its own, which is stopped and frozen under the running server. */
@RedisServer(own = true)
@ActiveProfiles("local")
@SpringBootTest(classes = IdentityServerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = FlowSettings.Breakable.class)
@Import(FlowSettings.Time.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class OutageIT extends AbstractFlow {

    private static final List<String> PATHS = List.of(
            "/",
            "/whatever",
            "/activate",
            "/activated",
            "/account/keys",
            "/account/keys/new",
            "/logout",
            "/signed-out",
            "/login",
            "/login/oauth2/code/clerk?state=x&code=y",
            "/oauth2/authorization/clerk",
            "/connect/logout",
            "/connect/logout?id_token_hint=x",
            "/oauth2/authorize",
            "/oauth2/authorize?client_id=demo-web&response_type=code",
            "/oauth2/consent?client_id=demo-web&state=x",
            "/oauth2/device_verification?user_code=BBBB-BBBB",
            "/oauth2/token",
            "/userinfo");

    private final Redis redis;
    private boolean stopped;

    OutageIT(Redis redis) {
        super(Clerk.shared().breakableServerPort());
        this.redis = redis;
    }

    @AfterEach
    void redisIsThereAgain() {
        if (stopped) {
            start();
        }
    }

    @Test
    void storeThatIsGoneIsAnOutageAndNotTheClientsFault() {
        // After another test's outage, one of the connections may
        // come back after the one that is asked whether it is there.
        Answer tokens = Awaitility.await().until(() -> cliTokens(ALL_OF_CLI), answer -> answer.status() == 200);
        stop();

        assertUnavailable(refresh(tokens.text("refresh_token")));
        assertUnavailable(introspectOnceTheLogIsOld(tokens.text("access_token")));
        assertUnavailable(program.get("/userinfo", tokens.text("access_token")));
        Answer ofTheApi = program.get("/v1/api-keys", tokens.text("access_token"));
        assertUnavailable(ofTheApi);
        assertThat(ofTheApi.json().propertyNames()).containsExactly("error", "meta");
        assertThat(ofTheApi.json().path("error").propertyNames()).containsExactly("code", "message", "status");
        assertThat(ofTheApi.header("X-Request-Id"))
                .hasValue(ofTheApi.json().at("/meta/request_id").asString());
        assertThat(machineToken("labs:read").status()).isEqualTo(200);
        assertThat(program.get("/oauth2/jwks").status()).isEqualTo(200);
        assertThat(program.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(program.get("/actuator/health/readiness").status()).isEqualTo(503);

        start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(refresh(tokens.text("refresh_token")).status())
                                .isEqualTo(200));
    }

    /** Attack, or a bad day: in an outage each look at the health left a trace of thirty lines, and anybody may look. */
    @Test
    void healthLeavesNothingInTheLog(CapturedOutput output) {
        stop();

        for (String path : List.of("/actuator/health/readiness", "/actuator/health")) {
            assertThat(program.get(path).status()).isEqualTo(503);
            assertThat(program.get(path).status()).isEqualTo(503);
        }

        assertThat(output).doesNotContain("Health", "health check");
    }

    /** Fault: to a page of another origin the outage was a network that is down, since it might not read the answer. */
    @Test
    void pageOfAClientMayReadWhenToTryAgain() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        stop();

        Answer answer = program.send(program.request("/userinfo")
                .header("Origin", "http://localhost:8080")
                .header("Authorization", "Bearer " + tokens.text("access_token"))
                .GET());

        assertUnavailable(answer);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("http://localhost:8080");
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("Retry-After"));
    }

    @Test
    void personSeesAPageThatSaysSo() {
        page().asking("openid").allow(CodeFlow.SOLO);
        stop();

        Browser.Stop stop = page().asking("openid").begin();

        assertThat(stop.status()).isEqualTo(503);
        assertThat(stop.text()).contains("Try again");
        assertThat(stop.page().getWebResponse().getResponseHeaderValue("X-Frame-Options"))
                .isEqualTo("DENY");
        assertThat(stop.page().getWebResponse().getResponseHeaderValue("X-Content-Type-Options"))
                .isEqualTo("nosniff");
    }

    /**
     * Attack, or a bad day: whatever asks the store on the way to an answer is taken for the client's mistake, the page for
     * an error fails itself, or a sign-out that could not be kept says that it was.
     */
    @Test
    void outageIsNobodysFaultAtAnyEndpoint() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        FormText hint = FormText.of("id_token_hint", tokens.text("id_token"));
        String session = sessionCookie + "=" + browser.cookie(sessionCookie);
        Map<String, Answer> before = answers(session);
        stop();

        assertUnavailable(send("GET /connect/logout?" + hint, "application/json", session));
        assertUnavailable(send("POST /connect/logout?" + hint, "application/json", session));
        assertThat(send("GET /connect/logout?" + hint, "text/html", session).body())
                .contains("Try again in a moment");
        answers(session).forEach((request, answer) -> {
            assertThat(answer.status())
                    .as(request)
                    .isIn(503, Objects.requireNonNull(before.get(request)).status());
            assertThat(answer.header("Retry-After").isPresent()).as(request).isEqualTo(answer.status() == 503);
            assertThat(answer.body()).as(request).doesNotContain("HTTP Status");
        });

        start();

        assertThat(browser.get(server + "/activate").at().getPath()).isEqualTo("/activate");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isTrue();
    }

    private Map<String, Answer> answers(String session) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (String path : PATHS) {
            for (String method : List.of("GET ", "POST ")) {
                for (String accept : List.of("text/html", "application/json")) {
                    answers.put(method + path + " " + accept, send(method + path, accept, session));
                }
            }
        }
        return answers;
    }

    private Answer send(String request, String accept, String session) {
        String[] line = request.split(" ");
        return program.send(program.request(line[1])
                .header("Cookie", session)
                .header("Accept", accept)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(line[0], HttpRequest.BodyPublishers.noBody()));
    }

    /** Attack, or a bad day: the store is full, and each page fails in the middle: 177 lines in the log, before the right answer. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void storeThatIsFullFillsNoLog(CapturedOutput log) {
        page().asking("openid").allow(CodeFlow.SOLO);
        String session = sessionCookie + "=" + browser.cookie(sessionCookie);
        int before = log.getAll().length();

        redis.send("CONFIG SET maxmemory 1");
        try {
            for (String path : List.of("/", "/login", "/activate", "/logout")) {
                assertThat(send("GET " + path, "text/html", session).status())
                        .as(path)
                        .isEqualTo(503);
            }
        } finally {
            redis.send("CONFIG SET maxmemory 0");
        }

        assertThat(log.getAll().substring(before)).doesNotContain("TemplateEngine", "\tat ");
    }

    /** Attack, or a bad day: the store neither answers nor closes the connection. */
    @Test
    void storeThatHangsHoldsNobodyForLong() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        redis.pause();

        try {
            assertUnavailable(introspectOnceTheLogIsOld(tokens.text("access_token")));
        } finally {
            redis.resume();
        }
    }

    /**
     * Fault: once the hanging connection was closed, each request tried to connect, one after the other and for a second each. Of
     * ten at once one was answered after nine seconds.
     */
    @Test
    void storeThatHangsHoldsManyNoLongerThanOne() {
        redis.pause();

        try {
            // By the third answer, reading the clock has timed out, too.
            IntStream.range(0, 3).forEach(i -> assertUnavailable(verifyUnknownKey()));
            long began = System.nanoTime();
            ExecutorService callers = Executors.newFixedThreadPool(10);
            Stream.generate(() -> CompletableFuture.supplyAsync(this::verifyUnknownKey, callers))
                    .limit(10)
                    .toList()
                    .forEach(answer -> assertUnavailable(answer.join()));
            callers.shutdown();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        } finally {
            redis.resume();
        }
    }

    private Answer verifyUnknownKey() {
        String key = ApiKeyToken.of("abcd1234", "s".repeat(32)).value();
        return program.post("/v1/api-keys/verify", "{\"key\":\"" + key + "\"}", "none");
    }

    /** Until 200 ms after the latest reading of the log, what it says holds, as it does while Redis is there. */
    private Answer introspectOnceTheLogIsOld(String token) {
        long end = System.nanoTime() + Duration.ofMillis(250).toNanos();
        Answer answer = introspect(token);
        while (answer.status() == 200 && System.nanoTime() - end < 0) {
            answer = introspect(token);
        }
        return answer.status() == 200 ? introspect(token) : answer;
    }

    private void stop() {
        redis.stop();
        stopped = true;
    }

    private void start() {
        redis.start();
        stopped = false;
        awaitReady();
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.body()).containsAnyOf("temporarily_unavailable", "service_unavailable");
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> program.get("/actuator/health/readiness").status() == 200);
    }
}
