package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sign-in as a table: who is signed in, what the client demands, how the request comes, and what another tab does meanwhile.
 * The ends follow from OpenID Connect Core, section 3.1.2.1, and one rule of ours: a person is asked at most once.
 */
@FlowTest
class SignInTableIT extends AbstractFlow {

    private static final String ABSENT = "";
    private static final List<String> MAX_AGES = List.of(ABSENT, "0", "1", "86400");

    private enum SignedIn {
        NO,
        /** Clerk asked the person nothing: nobody here knows when they last typed a password. */
        BY_CLERKS_SESSION,
        BY_PROOF
    }

    private enum Hint {
        ABSENT,
        EMPTY,
        GARBAGE,
        KEY_IS_GONE,
        OWN,
        ANOTHER_PERSON
    }

    private enum OtherTab {
        NONE,
        RETURNS_FIRST,
        RETURNS_LAST
    }

    private record Row(SignedIn signedIn, String prompt, String maxAge, Hint hint, boolean post, OtherTab other) {

        /** A proof at hand is older than a second and younger than a day. */
        private boolean isTooOld() {
            return signedIn == SignedIn.BY_PROOF
                    ? maxAge.equals("0") || maxAge.equals("1")
                    : signedIn == SignedIn.BY_CLERKS_SESSION && !maxAge.isEmpty();
        }

        private boolean demandsFreshness() {
            return prompt.equals("login") || prompt.equals("select_account");
        }

        boolean asks() {
            return !prompt.equals("none")
                    && (signedIn == SignedIn.NO || isTooOld() || demandsFreshness() || hint == Hint.ANOTHER_PERSON);
        }

        /** Whether a session at Clerk does not do. */
        boolean asksForProof() {
            return asks() && (signedIn != SignedIn.NO || demandsFreshness() || !maxAge.isEmpty());
        }

        String end() {
            if (hint == Hint.ANOTHER_PERSON || prompt.equals("none") && (signedIn == SignedIn.NO || isTooOld())) {
                return "login_required";
            }
            return prompt.equals("consent") ? "consent" : "code";
        }
    }

    private String atClerk = "";
    private String own = "";
    private String others = "";

    @BeforeEach
    void knowBothPeople() {
        atClerk = Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO);
        own = webPage().redeem(webPage().asking("openid").allow(CodeFlow.SOLO)).text("id_token");
        freshBrowser();
        others = webPage()
                .redeem(webPage().asking("openid").allow(CodeFlow.MEMBER))
                .text("id_token");
    }

    @ParameterizedTest(name = "signed in: {0}, prompt: {1}")
    @CsvSource({
        "NO, ''",
        "NO, none",
        "NO, login",
        "NO, consent",
        "NO, select_account",
        "BY_CLERKS_SESSION, ''",
        "BY_CLERKS_SESSION, none",
        "BY_CLERKS_SESSION, login",
        "BY_CLERKS_SESSION, consent",
        "BY_CLERKS_SESSION, select_account",
        "BY_PROOF, ''",
        "BY_PROOF, none",
        "BY_PROOF, login",
        "BY_PROOF, consent",
        "BY_PROOF, select_account"
    })
    void eachRequestEndsAsTheTableSays(SignedIn signedIn, String prompt) {
        Walker byProof = signedIn == SignedIn.BY_PROOF ? signedIn("login") : visitor();
        SoftAssertions.assertSoftly(table -> rows(signedIn, prompt).forEach(row -> {
            Walker person = switch (signedIn) {
                case NO -> visitor();
                case BY_CLERKS_SESSION -> signedIn("consent");
                case BY_PROOF -> byProof;
            };
            walk(row, person, table);
        }));
    }

    private static List<Row> rows(SignedIn signedIn, String prompt) {
        List<Row> rows = new ArrayList<>();
        for (String maxAge : MAX_AGES) {
            for (Hint hint : Hint.values()) {
                for (boolean post : List.of(false, true)) {
                    rows.add(new Row(signedIn, prompt, maxAge, hint, post, OtherTab.NONE));
                }
            }
            rows.add(new Row(signedIn, prompt, maxAge, Hint.ABSENT, false, OtherTab.RETURNS_FIRST));
            rows.add(new Row(signedIn, prompt, maxAge, Hint.ABSENT, false, OtherTab.RETURNS_LAST));
        }
        return rows;
    }

    private Walker visitor() {
        return new Walker(server, Clerk.shared().issuer());
    }

    /** Who is signed in before a row is so after it, too, and by a proof if it was one before. */
    private Walker signedIn(String prompt) {
        Walker walker = visitor();
        walker.returnFrom(walker.get(request("sign-in", Map.of("prompt", prompt))), atClerk);
        return walker;
    }

    private void walk(Row row, Walker walker, SoftAssertions table) {
        clock.wind(Duration.ofSeconds(10));
        Optional<URI> other = row.other() == OtherTab.NONE
                ? Optional.empty()
                : Optional.of(walker.get(request("other-tab", Map.of("prompt", "login"))));

        URI asked = begin(row, walker);
        table.assertThat(walker.isAtClerk(asked)).as("asks: %s", row).isEqualTo(row.asks());
        table.assertThat(asked.toString().contains("prompt=login"))
                .as("proof: %s", row)
                .isEqualTo(row.asksForProof());
        if (row.other() == OtherTab.RETURNS_FIRST) {
            returnOther(walker, other.orElseThrow());
        }
        URI end = row.asks() ? walker.returnFrom(asked, atClerk) : asked;
        if (row.other() == OtherTab.RETURNS_LAST) {
            returnOther(walker, other.orElseThrow());
        }
        table.assertThat(end(end)).as("end: %s at %s", row, end).isEqualTo(row.end());
    }

    private void returnOther(Walker walker, URI other) {
        FormText answer = new FormText(walker.returnFrom(other, atClerk).getRawQuery());
        assertThat(answer.get("state")).isEqualTo("other-tab");
        assertThat(answer.get("code")).isNotEmpty();
    }

    private URI begin(Row row, Walker walker) {
        Map<String, String> demands = new LinkedHashMap<>();
        demands.put("prompt", row.prompt());
        demands.put("max_age", row.maxAge());
        demands.values().removeIf(String::isEmpty);
        if (row.hint() != Hint.ABSENT) {
            demands.put("id_token_hint", hint(row.hint()));
        }
        String url = request("this-tab", demands);
        return row.post()
                ? walker.post(
                        server + "/oauth2/authorize",
                        new FormText(URI.create(url).getRawQuery()))
                : walker.get(url);
    }

    private String hint(Hint hint) {
        return switch (hint) {
            case ABSENT, EMPTY -> "";
            case GARBAGE -> "garbage";
            case KEY_IS_GONE -> "eyJhbGciOiJSUzI1NiIsImtpZCI6ImdvbmUifQ.eyJzdWIiOiJ4In0.AAAA";
            case OWN -> own;
            case ANOTHER_PERSON -> others;
        };
    }

    private String request(String state, Map<String, String> demands) {
        CodeFlow flow = webPage().asking("openid").with("state", state);
        demands.forEach(flow::with);
        return flow.url();
    }

    private static String end(URI end) {
        if (end.getPath().equals("/oauth2/consent")) {
            return "consent";
        }
        FormText answer = new FormText(end.getRawQuery() == null ? "" : end.getRawQuery());
        if (!end.toString().startsWith(CodeFlow.WEB_PAGE)
                || !answer.get("state").equals("this-tab")) {
            return "elsewhere";
        }
        return answer.get("code").isEmpty() ? answer.get("error") : "code";
    }
}
