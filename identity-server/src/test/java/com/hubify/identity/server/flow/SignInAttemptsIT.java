package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditRecord;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Any number of sign-ins at once, each of which ends where it began. */
@FlowTest
class SignInAttemptsIT extends AbstractFlow {

    @Autowired
    private AuditRecords audit;

    @Autowired
    private StringRedisTemplate redis;

    @BeforeEach
    void isKnown() {
        knownToTheWebPage();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoTabsEndEachAtItsOwn(boolean firstTabFirst) {
        Browser.Stop one =
                webPage().asking("openid").with("state", "tab-number-one").begin();
        Browser.Stop two =
                webPage().asking("openid").with("state", "tab-number-two").begin();

        Browser.Stop earlier = browser.signIn(firstTabFirst ? one : two, CodeFlow.SOLO);
        Browser.Stop later = browser.signIn(firstTabFirst ? two : one, CodeFlow.SOLO);

        assertThat(earlier.parameter("state")).isEqualTo(firstTabFirst ? "tab-number-one" : "tab-number-two");
        assertThat(later.parameter("state")).isEqualTo(firstTabFirst ? "tab-number-two" : "tab-number-one");
        assertThat(List.of(earlier.parameter("code"), later.parameter("code"))).doesNotContain("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_age=0",
                "max_age=0&prompt=login",
                "prompt=login",
                "prompt=select_account",
                "max_age=1&prompt=login"
            })
    void eachDemandIsMetByOneSignIn(String demand) {
        for (boolean signedIn : List.of(false, true)) {
            for (boolean byPost : List.of(false, true)) {
                freshBrowser();
                if (signedIn) {
                    webPage().asking("openid").allow(CodeFlow.SOLO);
                }
                CodeFlow flow = webPage().asking("openid");
                new FormText(demand).values().forEach(flow::with);

                Browser.Stop asked = byPost ? posted(flow) : flow.begin();
                Browser.Stop done = browser.signIn(asked, CodeFlow.SOLO);

                assertThat(asked.at().getPath()).isEqualTo("/sign-in");
                assertThat(done.parameter("code"))
                        .as("%s, signed in: %s, by POST: %s, at %s", demand, signedIn, byPost, done.at())
                        .isNotEmpty();
            }
        }
    }

    private Browser.Stop posted(CodeFlow flow) {
        return browser.post(
                server + "/oauth2/authorize",
                new FormText(URI.create(flow.url()).getRawQuery()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "eyJhbGciOiJFUzI1NiIsImtpZCI6ImdvbmUifQ.eyJzdWIiOiJ4In0.AAAA"})
    void hintThatCannotBeReadHintsAtNoOne(String hint) {
        webPage().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop stop =
                webPage().asking("openid").with("id_token_hint", hint).begin();

        assertThat(stop.parameter("code")).isNotEmpty();
    }

    @Test
    void hintOfAnotherPersonIsAskedForOnceAndThenAnswered() {
        String hint = webPage()
                .redeem(webPage().asking("openid").allow(CodeFlow.SOLO))
                .text("id_token");
        freshBrowser();
        browser.signIn(browser.get(server + "/activate"), CodeFlow.MEMBER);

        Browser.Stop asked =
                webPage().asking("openid").with("id_token_hint", hint).begin();
        Browser.Stop other = browser.signIn(asked, CodeFlow.MEMBER);
        Browser.Stop again =
                webPage().asking("openid").with("id_token_hint", hint).begin();
        Browser.Stop meant = browser.signIn(again, CodeFlow.SOLO);

        assertThat(other.parameter("error")).isEqualTo("login_required");
        assertThat(other.parameter("state")).isEqualTo("state-12345");
        assertThat(meant.parameter("code")).isNotEmpty();
    }

    @Test
    void allowAfterTheSessionEndedAsksAgain() {
        Browser.Stop question =
                webPage().asking("openid agents:read").with("prompt", "consent").begin();
        question = browser.signIn(question, CodeFlow.SOLO);
        browser.forget(sessionCookie);

        Browser.Stop asked = browser.press(question, "allow");
        Browser.Stop done = browser.press(asked, "allow");

        assertThat(asked.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(done.parameter("code")).isNotEmpty();
    }

    @Test
    void postedDeviceCodeSurvivesTheSignIn() {
        Browser.Stop clerks =
                browser.post(server + "/oauth2/device_verification", FormText.of("user_code", "ABCD-EFGH"));

        Browser.Stop stop = browser.signIn(clerks, CodeFlow.SOLO);

        assertThat(stop.at().getPath() + "?" + stop.at().getQuery()).isEqualTo("/activate?user_code=ABCD-EFGH");
    }

    @Test
    void switchingAccountsReturnsToTheSameQuestion() throws Exception {
        Browser.Stop question =
                webPage().asking("openid agents:read").with("prompt", "consent").begin();
        question = browser.signIn(question, CodeFlow.SOLO);

        String away = question.html().getAnchorByText("Not you? Switch account").getHrefAttribute();
        Browser.Stop asked = browser.get(server + away);
        Browser.Stop same = browser.signIn(asked, CodeFlow.MEMBER);

        assertThat(asked.at().getPath()).isEqualTo("/sign-in");
        assertThat(same.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(browser.press(same, "allow").parameter("state")).isEqualTo("state-12345");
    }

    /** The person goes back to Clerk's page and sends it again, with another sign-in in between. */
    @Test
    void submittedAgainEndsWhereItBegan() {
        Browser.Stop one =
                webPage().asking("openid").with("state", "tab-number-one").begin();
        String answer = server + "/login/oauth2/code/clerk?code=x&state=" + state(one);
        browser.signIn(one, CodeFlow.SOLO);
        Browser.Stop two =
                cli().asking("openid").with("state", "tab-number-two").begin();
        assertThat(two.at().getPath()).isEqualTo("/oauth2/consent");
        String session = browser.cookie(sessionCookie);

        Browser.Stop again = browser.get(answer);

        assertThat(again.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(again.parameter("state")).isEqualTo("tab-number-one");
        assertThat(again.parameter("code")).isNotEmpty();
        assertThat(browser.cookie(sessionCookie)).isEqualTo(session);
    }

    /** Fault: a second click, or Back, ended on "your sign-in has expired" for a person who was signed in by then. */
    @Test
    void longRequestGoesOnAsOftenAsItIsAskedTo() {
        String state = "s".repeat(8192);
        Browser.Stop clerks = webPage().asking("openid").with("state", state).begin();
        String answer = server + "/login/oauth2/code/clerk?code=x&state=" + state(clerks);
        browser.signIn(clerks, CodeFlow.SOLO);

        for (int click = 0; click < 2; click++) {
            Browser.Stop again = browser.get(answer);

            assertThat(again.parameter("state")).isEqualTo(state);
            assertThat(again.parameter("code")).isNotEmpty();
        }
    }

    @Test
    void longRequestGoesOnByEachClickOnTryAgain() {
        Browser.Stop clerks =
                webPage().asking("openid").with("state", "s".repeat(8192)).begin();
        Browser.Stop refused = browser.get(
                server + "/login/oauth2/code/clerk?" + FormText.of("error", "access_denied", "state", state(clerks)));
        String again =
                server + refused.html().getAnchorByText("Try again with Clerk").getHrefAttribute();

        assertThat(browser.get(again).at().getPath()).isEqualTo("/sign-in");
        assertThat(browser.get(again).at().getPath()).isEqualTo("/sign-in");
    }

    /** Attack: a link on another site to an answer that this browser never asked for (RFC 6749, section 10.12). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/oauth2/code/clerk?code=x&state=y",
                "/login/oauth2/code/clerk?error=access_denied",
                "/login/oauth2/code/clerk?error=access_denied&state=y",
                "/login/oauth2/code/other?code=x&state=y",
                "/oauth2/authorization/other",
                "/oauth2/authorization/clerk?continue=https://evil.example/",
                "/oauth2/authorization/clerk?continue=/oauth2/authorize?a=;b"
            })
    void foreignLinkLeavesTheSessionAlone(String link) {
        webPage().asking("openid").allow(CodeFlow.SOLO);

        browser.get(server + link);

        assertThat(webPage().asking("openid").with("prompt", "none").begin().parameter("code"))
                .isNotEmpty();
    }

    /** Attack: the answer to a sign-in that another browser began, as a link (login CSRF). */
    @Test
    void answerOfAnotherBrowsersSignInIsRefused() {
        Browser.Stop clerks = webPage().asking("openid").begin();
        String state = state(clerks);
        try (Browser victim = new Browser(server, Clerk.shared().issuer())) {
            victim.get(webPage().asking("openid").url()); // has a secret of its own
            Browser.Stop stop = victim.get(server + "/login/oauth2/code/clerk?code=x&state=" + state);

            assertThat(stop.at().getQuery()).startsWith("error=session_expired");
        }
        assertThat(browser.signIn(clerks, CodeFlow.SOLO).parameter("code")).isNotEmpty();
    }

    /** Attack: begin sign-ins with all that a header may hold, and fill the store. */
    @Test
    void strangerLeavesAtMostTwoKilobytesAndNothingOfTheHeaders() {
        redis.delete(keys("hfy:sign-in:*"));
        Set<String> sessions = keys("hfy:session:sessions:*");

        program.send(program.request(webPage().asking("openid").url().substring(server.length()))
                .header("X-Padding", "padding-".repeat(1500))
                .header("Cookie", sessionCookie + "=c2VjcmV0")
                .GET());

        assertThat(keys("hfy:session:sessions:*")).isEqualTo(sessions);
        assertThat(keys("hfy:sign-in:*")).hasSize(1).allSatisfy(key -> {
            assertThat(redis.opsForValue().get(key))
                    .doesNotContain("padding-", "c2VjcmV0")
                    .hasSizeLessThan(2048);
            assertThat(redis.getExpire(key)).isBetween(1L, 900L);
        });
    }

    /** Attack: a session for each form that a stranger posts, to any address. */
    @ParameterizedTest
    @CsvSource({
        "POST, /",
        "POST, /logout",
        "POST, /login",
        "POST, /activate",
        "POST, /nothing",
        "DELETE, /login",
        "PUT, /oauth2/consent",
        "POST, /connect/logout",
        "POST, /oauth2/authorize"
    })
    void strangerGetsNoSession(String method, String path) {
        Set<String> sessions = keys("hfy:session:*");

        Answer answer = program.send(program.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString("a=b")));

        assertThat(keys("hfy:session:*")).isEqualTo(sessions);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith(sessionCookie + "="));
    }

    /** Some clients keep all they know in the state. What is too long to be kept for a stranger is carried by the browser. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void longestStateSurvivesTheSignInWithoutBeingKept(boolean encoded) {
        redis.delete(keys("hfy:sign-in:*"));
        String state = encoded ? "&".repeat(2048) + "a".repeat(6144) : "s".repeat(8192);
        CodeFlow flow = webPage().asking("openid").with("state", state).with("prompt", "login");

        Browser.Stop clerks = flow.begin();
        Set<String> kept = keys("hfy:sign-in:*");
        assertThat(kept)
                .hasSize(1)
                .allSatisfy(key -> assertThat(redis.opsForValue().get(key)).hasSizeLessThan(500));
        Browser.Stop done = browser.signIn(clerks, CodeFlow.SOLO);

        assertThat(done.parameter("state")).isEqualTo(state);
        assertThat(done.parameter("code")).isNotEmpty();
    }

    @Test
    void longRequestGoesOnAfterARefusalAtClerk() {
        String state = "s".repeat(8192);
        Browser.Stop clerks = webPage().asking("openid").with("state", state).begin();

        Browser.Stop refused = browser.get(
                server + "/login/oauth2/code/clerk?" + FormText.of("error", "access_denied", "state", state(clerks)));
        Browser.Stop again = browser.get(
                server + refused.html().getAnchorByText("Try again with Clerk").getHrefAttribute());
        Browser.Stop done = browser.signIn(again, CodeFlow.SOLO);

        assertThat(done.parameter("state")).isEqualTo(state);
        assertThat(done.parameter("code")).isNotEmpty();
    }

    /** Fault: who took longer at Clerk than an attempt is kept could only begin anew at the application. */
    @ParameterizedTest
    @CsvSource({"10, login", "10, consent", "1000, login", "8192, login"})
    void tooLongAtClerkGoesOnAfterAnotherTry(int length, String prompt) {
        String state = "a,b;c".repeat(2) + "s".repeat(length - 10);
        Browser.Stop clerks = webPage()
                .asking("openid")
                .with("state", state)
                .with("prompt", prompt)
                .begin();
        redis.delete(keys("hfy:sign-in:*"));

        Browser.Stop late = browser.signIn(clerks, CodeFlow.SOLO);
        assertThat(late.at().getQuery()).startsWith("error=session_expired");
        Browser.Stop again = browser.get(
                server + late.html().getAnchorByText("Try again with Clerk").getHrefAttribute());
        if (again.at().getPath().equals("/sign-in")) {
            again = browser.signIn(again, CodeFlow.SOLO);
        }
        Browser.Stop done = again.at().getPath().equals("/oauth2/consent") ? browser.allowAll(again) : again;

        assertThat(done.parameter("state")).isEqualTo(state);
        assertThat(done.parameter("code")).isNotEmpty();
    }

    /** What an application keeps in its state is not for Clerk, and what was sealed for one browser is not for another. */
    @Test
    void requestInTheStateIsForItsBrowserAlone() {
        Browser.Stop clerks = webPage().asking("openid").begin();
        String state = state(clerks);
        redis.delete(keys("hfy:sign-in:*"));

        try (Browser other = new Browser(server, Clerk.shared().issuer())) {
            other.get(webPage().asking("openid").url()); // has a secret of its own
            Browser.Stop stop =
                    other.get(server + "/login/oauth2/code/clerk?" + FormText.of("code", "x", "state", state));

            assertThat(state).hasSizeLessThan(1100).doesNotContain("state-12345");
            assertThat(stop.at().getQuery()).startsWith("error=session_expired").endsWith("&continue=/");
        }
    }

    @Test
    void longRequestSurvivesASwitchOfAccounts() {
        String state = "&".repeat(2048) + "a".repeat(6144);
        CodeFlow flow = webPage()
                .asking("openid agents:read")
                .with("prompt", "login consent")
                .with("state", state);
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);

        Browser.Stop asked = browser.get(server
                + question.html().getAnchorByText("Not you? Switch account").getHrefAttribute());
        Browser.Stop same = browser.signIn(asked, CodeFlow.MEMBER);
        Browser.Stop done = browser.press(same, "allow");

        assertThat(asked.at().getPath()).isEqualTo("/sign-in");
        assertThat(same.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(done.parameter("state")).isEqualTo(state);
        assertThat(flow.redeem(done).status()).isEqualTo(200);
    }

    /** A request that could not be made again after the sign-in is refused before it, to the client. */
    @Test
    void requestTooLongToBeCarriedIsRefusedToTheClient() {
        Browser.Stop stop = webPage()
                .asking("openid")
                .with("state", "&".repeat(2048) + "a".repeat(6144))
                .with("ui_locales", "x".repeat(1500))
                .begin();

        assertThat(stop.parameter("error")).isEqualTo("invalid_request");
        assertThat(stop.parameter("error_description"))
                .isEqualTo("The request is longer than 13000 characters as a URL.");
    }

    /**
     * Attack: links that make Clerk look as if it failed, in the audit trail and to the person. They are their sender's
     * fault, and none begins a sign-in.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize?state=a,b",
                "/oauth2/authorize?state=a;b",
                "/oauth2/authorize?state=\"a\"",
                "/oauth2/authorize?state=\u00FC",
                "/oauth2/authorize?state=a b",
                "/oauth2/authorize\r\nSet-Cookie: x=y",
                "https://evil.example/",
                "//evil.example/",
                "/logout",
                "LONG",
                "LONG,"
            })
    void wrongTargetIsItsSendersFault(String target) {
        String sent = target.startsWith("LONG")
                ? "/oauth2/authorize?state=" + "a".repeat(target.equals("LONG") ? 13_000 : 1500) + target.substring(4)
                : target;
        redis.delete(keys("hfy:audit*"));
        redis.delete(keys("hfy:sign-in:*"));

        Browser.Stop stop = browser.get(server + "/oauth2/authorization/clerk?" + FormText.of("continue", sent));

        assertThat(stop.status()).isEqualTo(400);
        assertThat(keys("hfy:sign-in:*")).isEmpty();
        assertThat(audited()).containsExactly("request.refused");
    }

    /** As above: an answer that nobody asked for, and a provider that isn't there. */
    @ParameterizedTest
    @CsvSource({
        "/login/oauth2/code/clerk, sign_in.refused",
        "/login/oauth2/code/clerk?error=server_error, sign_in.refused",
        "/login/oauth2/code/other?code=x&state=y, sign_in.refused",
        "/oauth2/authorization/other, ''"
    })
    void whatClerkNeverSaidIsNoFailureOfClerk(String link, String entry) {
        redis.delete(keys("hfy:audit*"));

        Browser.Stop stop = browser.get(server + link);

        assertThat(stop.at().toString()).doesNotContain("upstream");
        assertThat(stop.text()).doesNotContain("Clerk answered");
        assertThat(String.join(",", audited())).isEqualTo(entry);
    }

    private List<String> audited() {
        return audit.latest(AuditFilter.of(AuditStream.REFUSED, AuditStream.PAGES), 50, null).records().stream()
                .map(AuditRecord::kind)
                .toList();
    }

    /** Attack: a neighbour's cookie has the browser resume somewhere else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/oauth2/authorize/../../logout",
                "/\\evil.example",
                "/oauth2/authorize?client_id=web-page&response_mode=form_post",
                ""
            })
    void plantedRequestLeadsNowhereElse(String target) {
        Answer answer = program.send(program.request("/login/resume/abc/def")
                .header("Cookie", sessionCookie + "-request-0=" + target)
                .GET());

        assertThat(answer.header("Location")).contains("/login?error=session_expired");
    }

    /**
     * Attack: at a browser that somebody has left, a link names the request of a client that demands the password. Clerk says
     * yes without a word, and that yes must not count as the answer to the demand.
     */
    @ParameterizedTest
    @ValueSource(strings = {"prompt=login", "prompt=select_account", "max_age=0"})
    void signInOnTheWayToARequestIsNoAnswerToItsDemand(String demand) {
        webPage().asking("openid").allow(CodeFlow.SOLO);
        String[] parameter = demand.split("=");
        String request =
                webPage().with(parameter[0], parameter[1]).asking("openid").url();

        Browser.Stop stop = browser.get(
                server + "/oauth2/authorization/clerk?" + FormText.of("continue", request.substring(server.length())));

        assertThat(stop.at().getPath()).isEqualTo("/sign-in");
    }

    /** Fault: each tab took a cookie of its own, and past twenty of them the first ones ended in an error. */
    @Test
    void sixtyTabsEndEachWhereItBegan() {
        String atClerk = Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO);
        Walker browser = new Walker(server, Clerk.shared().issuer());
        List<URI> tabs =
                IntStream.range(0, 60).mapToObj(i -> browser.get(tab(i))).toList();

        assertThat(browser.cookieNames()).hasSize(1);
        for (int i = 0; i < tabs.size(); i++) {
            assertEndsWhereItBegan(i, browser.returnFrom(tabs.get(i), atClerk));
        }
        assertThat(browser.cookieNames()).hasSize(2);
    }

    /** A browser that restores dozens of tabs begins them all before it has seen an answer. */
    @Test
    void sixtyTabsOpenedAtOnceEndEachWhereItBegan() {
        String atClerk = Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO);
        Walker browser = new Walker(server, Clerk.shared().issuer());
        List<Walker> first =
                IntStream.range(0, 60).mapToObj(i -> browser.copy()).toList();
        List<URI> tabs =
                IntStream.range(0, 60).mapToObj(i -> first.get(i).get(tab(i))).toList();
        first.forEach(browser::take);
        URI later = browser.get(tab(60));

        assertThat(browser.cookieNames()).as("one more tab adds no cookie").hasSize(60);
        for (int i = tabs.size() - 1; i >= 0; i--) {
            assertEndsWhereItBegan(i, browser.returnFrom(tabs.get(i), atClerk));
        }
        assertEndsWhereItBegan(60, browser.returnFrom(later, atClerk));
    }

    private String tab(int i) {
        return webPage().asking("openid").with("state", "tab-number-" + i).url();
    }

    private static void assertEndsWhereItBegan(int i, URI end) {
        assertThat(end.toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(new FormText(end.getRawQuery()).get("state")).isEqualTo("tab-number-" + i);
        assertThat(new FormText(end.getRawQuery()).get("code")).isNotEmpty();
    }

    /** Attack: fill the browser's header with secrets, or have one request compare any number of them. */
    @Test
    void secretsOfABrowserAreBounded() {
        String cookies = IntStream.range(0, 130)
                .mapToObj(i -> "%s-browser-%04d=%s".formatted(sessionCookie, i, "A".repeat(22)))
                .collect(Collectors.joining("; "));

        Answer begun = program.send(program.request("/oauth2/authorization/clerk")
                .header("Cookie", cookies)
                .GET());

        assertThat(begun.status()).isEqualTo(302);
        assertThat(begun.headers().allValues("Set-Cookie"))
                .hasSizeBetween(2, 10)
                .anyMatch(cookie -> cookie.startsWith(sessionCookie + "-browser-0100=;"))
                .anyMatch(cookie -> cookie.startsWith(sessionCookie + "-browser-0000=AAA"));
    }

    /** Attack: what a neighbour has planted, or a script has made up, is taken for a secret. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%00", "AAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB"})
    void whatIsNoSecretIsReplaced(String planted) {
        Answer begun = program.send(program.request("/oauth2/authorization/clerk")
                .header("Cookie", sessionCookie + "-browser-evil=" + planted)
                .GET());

        assertThat(begun.headers().allValues("Set-Cookie"))
                .hasSize(1)
                .allMatch(cookie -> cookie.startsWith(sessionCookie + "-browser-"))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
                .noneMatch(cookie -> cookie.startsWith(sessionCookie + "-browser-evil="));
    }

    /** Both tabs come back in the same moment, to a session that each of them replaces. */
    @Test
    void tabsThatReturnAtOnceBothEndWhereTheyBegan() {
        String atClerk = Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO);
        for (int i = 0; i < 10; i++) {
            Walker walker = new Walker(server, Clerk.shared().issuer());
            walker.returnFrom(walker.get(webPage().asking("openid").url()), atClerk);
            Queue<Walker> tabs = new ConcurrentLinkedQueue<>();
            Queue<URI> clerks = new ConcurrentLinkedQueue<>();
            for (String state : List.of("tab-number-one", "tab-number-two")) {
                clerks.add(walker.get(webPage()
                        .asking("openid")
                        .with("prompt", "login")
                        .with("state", state)
                        .url()));
            }
            tabs.add(walker.copy());
            tabs.add(walker.copy());

            List<URI> ends = race(2, () -> tabs.remove().returnFrom(clerks.remove(), atClerk));

            assertThat(ends)
                    .extracting(end -> new FormText(end.getRawQuery()).get("state"))
                    .containsExactlyInAnyOrder("tab-number-one", "tab-number-two");
            assertThat(ends)
                    .extracting(end -> new FormText(end.getRawQuery()).get("code"))
                    .doesNotContain("");
        }
    }

    /** Attack: choose where the browser goes next by the Host header. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize?client_id=demo-web&response_type=code",
                "/activate",
                "/oauth2/authorization/clerk",
                "/login/oauth2/code/clerk?code=x&state=y",
                "/login/resume/abc/def",
                "/connect/logout"
            })
    void hostHeaderShowsInNoLocation(String path) throws Exception {
        try (Socket socket = new Socket("localhost", URI.create(server).getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\n"
                                    + "X-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
        }
    }

    @Test
    void signInPageOfASignedInPersonSaysSo() {
        webPage().asking("openid").allow(CodeFlow.SOLO);

        Browser.Stop stop = browser.get(server + "/login");

        assertThat(stop.text()).contains("Signed in as").doesNotContain("Continue with Clerk");
    }

    @Test
    void tooLongARequestIsRefusedClearly() {
        Browser.Stop stop = browser.get(server + "/activate?user_code=" + "A".repeat(14_000));

        assertThat(stop.status()).isEqualTo(400);
    }

    /** Attack: answer a device's question at the other endpoint. */
    @Test
    void stateOfADevicesQuestionIsNoneOfAnApplications() {
        Answer device = program.post(
                "/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", "openid labs:read"));
        Browser.Stop enter = browser.get(server + "/activate?user_code=" + device.text("user_code"));
        enter = browser.signIn(enter, CodeFlow.SOLO);
        Browser.Stop question = browser.submit(enter.html().getForms().get(0), List.of());
        String state = question.html().getForms().get(0).getInputByName("state").getValue();

        Browser.Stop stop = browser.post(
                server + "/oauth2/authorize",
                FormText.of("client_id", "hubify-cli", "state", state, "scope", "labs:read", "decision", "allow"));

        assertThat(stop.status()).isEqualTo(400);
    }

    private static String state(Browser.Stop clerks) {
        return new FormText(URI.create(new FormText(clerks.at().getRawQuery()).get("redirect_url"))
                        .getRawQuery())
                .get("state");
    }

    private Set<String> keys(String pattern) {
        return Objects.requireNonNull(redis.keys(pattern));
    }
}
