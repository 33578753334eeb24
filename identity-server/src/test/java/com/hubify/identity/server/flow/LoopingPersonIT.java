package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

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
        Program node = new Program(startNode("hubify.identity.revocation.ends-per-account=" + ENDS_PER_ACCOUNT));
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

        for (String hint : hints) {
            node.get("/connect/logout?" + FormText.of("id_token_hint", hint, "client_id", "demo-web"));
        }

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
}
