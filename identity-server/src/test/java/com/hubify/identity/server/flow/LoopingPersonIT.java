package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.logout.SignOut;
import com.hubify.identity.server.session.SignInAuthentication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What one person does in a loop with sign-ins of their own, against a node that keeps three of their ends. */
@FlowTest
class LoopingPersonIT extends AbstractFeedFlow {

    private static final int ENDS_PER_ACCOUNT = 3;
    private static final int LOOPS = 6;

    /**
     * Attack: a person signs in and out, in a loop, until the views of all services are full. Past the bound one entry ends all
     * their grants and sessions, no key and nothing of anybody else; and nobody is locked out.
     */
    @Test
    void signingOutInALoopBecomesOneEntryAndEndsNoKey() {
        startNode("hubify.identity.revocation.ends-per-account=" + ENDS_PER_ACCOUNT);
        SignOut confirmed = nodes().get(0).getBean(SignOut.class);
        FeedReader service = readyReader();
        Answer kept = cliTokens(ALL_OF_CLI);
        String key = program.post(
                        "/v1/api-keys", "{\"name\":\"job\",\"scopes\":[\"labs:read\"]}", kept.text("access_token"))
                .datum("key");
        List<String> hints = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            freshBrowser();
            hints.add(page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO))
                    .text("id_token"));
        }
        String session = browser.cookie(sessionCookie);

        hints.forEach(hint -> confirmed.end(signIn(hint), null));

        service.awaitRevoked("sign_ins " + CodeFlow.SOLO_ID);
        assertThat(service.revoked().stream().filter(it -> it.startsWith("session ")))
                .hasSize(ENDS_PER_ACCOUNT);
        assertThat(refresh(kept.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !introspect(kept.text("access_token")).flag("active"));
        assertThat(introspect(key).flag("active")).isTrue();
        page().asking("openid").begin();
        assertThat(browser.cookie(sessionCookie)).isNotEqualTo(session);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            freshBrowser();
            CodeFlow again = cli().asking(ALL_OF_CLI);
            return again.redeem(again.allow(CodeFlow.SOLO)).status() == 200;
        });
    }

    /**
     * Attack: the page of a client, left open in a popup, signs a person in and out in a loop, for which Clerk asks them nothing. The
     * end of all that they have, at other clients too, would come of it after five minutes, and of each sign-out in the next day.
     */
    @Test
    void clientThatSignsAPersonOutInALoopEndsNothingElseAndHasThemAskedInTheEnd() {
        Answer kept = cliTokens(ALL_OF_CLI);
        redis.opsForValue().set("hfy:sign-outs:demo-web:" + CodeFlow.SOLO_ID, "19");
        for (int i = 0; i < 300; i++) {
            redis.opsForZSet()
                    .add(
                            "hfy:{revocations}:ends-of:sign_ins:" + CodeFlow.SOLO_ID,
                            "session:" + i,
                            clock.instant().plus(Duration.ofDays(1)).getEpochSecond());
        }

        Answer last = signedInAnew();
        assertThat(signOut(last).at().toString()).startsWith(CodeFlow.PAGE);
        Answer onceMore = signedInAnew();
        Browser.Stop question = signOut(onceMore);

        assertThat(introspect(last.text("access_token")).flag("active")).isFalse();
        assertThat(introspect(onceMore.text("access_token")).flag("active")).isTrue();
        assertThat(introspect(kept.text("access_token")).flag("active")).isTrue();
        assertThat(refresh(kept.text("refresh_token")).status()).isEqualTo(200);
        assertThat(question.at().getPath()).isEqualTo("/logout");
        Browser.Stop out = browser.submit(question.html().getForms().get(0), List.of());
        assertThat(out.at().toString()).startsWith(CodeFlow.PAGE);
        assertThat(introspect(onceMore.text("access_token")).flag("active")).isFalse();
    }

    private Answer signedInAnew() {
        freshBrowser();
        return page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));
    }

    private Browser.Stop signOut(Answer tokens) {
        return browser.get(server + "/connect/logout?"
                + FormText.of("id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", CodeFlow.PAGE));
    }

    private SignInAuthentication signIn(String hint) {
        String sid = Answer.claims(hint).path("sid").asString();
        return new SignInAuthentication(new AccountId(CodeFlow.SOLO_ID), sid, clock.instant(), clock.instant());
    }
}
