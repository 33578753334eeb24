package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What one client does in a loop with what it holds for a person, against two nodes that keep three ends of a client and a person,
 * and one token of a grant.
 */
@FlowTest
class LoopingClientIT extends AbstractFeedFlow {

    private static final int ENDS_PER_ACCOUNT = 3;
    private static final int LOOPS = 2 * End.values().length;

    /** A grant, and what it takes to end it. */
    private record Grant(CodeFlow flow, Browser.Stop code, Answer first, Answer latest) {}

    /** Each way in which a client can have a grant ended. */
    private enum End {
        REFRESH_TOKEN_REVOKED {
            @Override
            void end(Grant grant, Program node) {
                revoke(grant.latest().text("refresh_token"), node);
            }
        },
        ACCESS_TOKENS_REVOKED {
            @Override
            void end(Grant grant, Program node) {
                revoke(grant.first().text("access_token"), node);
                revoke(grant.latest().text("access_token"), node);
            }
        },
        REFRESH_TOKEN_REUSED {
            @Override
            void end(Grant grant, Program node) {
                node.post(
                        "/oauth2/token",
                        FormText.of(
                                "grant_type", "refresh_token",
                                "refresh_token", grant.first().text("refresh_token"),
                                "client_id", "hubify-cli"));
            }
        },
        CODE_REPLAYED {
            @Override
            void end(Grant grant, Program node) {
                node.post("/oauth2/token", grant.flow().redemption(grant.code().parameter("code")));
            }
        };

        abstract void end(Grant grant, Program node);

        static void revoke(String token, Program node) {
            assertThat(node.post("/oauth2/revoke", FormText.of("token", token, "client_id", "hubify-cli"))
                            .status())
                    .isEqualTo(200);
        }
    }

    /**
     * Attack: a client has the browser of a person who is signed in fetch codes without a question, redeems them and has the
     * grants ended, until one entry ends all the person's sign-ins everywhere. Past the bound one entry ends what this client
     * holds for this person; other clients' tokens, keys and the sign-in live on, and the client itself may begin anew. All ways
     * of ending a grant are raced at the bound: one that were counted elsewhere, or not at all, would let more through.
     */
    @Test
    void endsWhatItHoldsForThatPersonAlone() {
        List<Program> nodes = List.of(new Program(node()), new Program(node()));
        FeedReader service = readyReader();
        Answer kept = cliTokens(ALL_OF_CLI);
        String key = key(kept.text("access_token"));
        Answer others = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            grants.add(grant());
        }

        AtomicInteger next = new AtomicInteger();
        race(LOOPS, () -> {
            int turn = next.getAndIncrement();
            End.values()[turn / 2].end(grants.get(turn), nodes.get(turn % 2));
            return null;
        });

        service.awaitRevoked("client_grants " + CodeFlow.SOLO_ID + " hubify-cli");
        assertThat(service.revoked().stream().filter(it -> it.startsWith("grant ")))
                .hasSize(ENDS_PER_ACCOUNT);
        assertThat(service.revoked()).noneMatch(it -> it.startsWith("sign_ins ") || it.startsWith("session "));
        assertThat(grants).allSatisfy(grant -> assertNothingLeft(grant.latest()));
        assertNothingLeft(kept);
        assertThat(introspect(others.text("access_token")).flag("active")).isTrue();
        assertThat(introspect(key).flag("active")).isTrue();
        awaitNewGrant();
    }

    private String node() {
        return startNode(
                "hubify.identity.revocation.ends-per-account=" + ENDS_PER_ACCOUNT,
                "hubify.identity.revocation.tokens-per-holder=1");
    }

    private String key(String accessToken) {
        return program.post("/v1/api-keys", "{\"name\":\"job\",\"scopes\":[\"labs:read\"]}", accessToken)
                .datum("key");
    }

    private Grant grant() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop code = flow.allow(CodeFlow.SOLO);
        Answer first = flow.redeem(code);
        Answer second = refresh(first.text("refresh_token"));
        return new Grant(flow, code, first, refresh(second.text("refresh_token")));
    }

    private void assertNothingLeft(Answer tokens) {
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !introspect(tokens.text("access_token")).flag("active"));
    }

    /** In the same sign-in, from the next second. */
    private void awaitNewGrant() {
        String session = browser.cookie(sessionCookie);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            CodeFlow again = cli().asking(ALL_OF_CLI);
            Answer tokens = again.redeem(again.allow(CodeFlow.SOLO));
            return tokens.status() == 200
                    && refresh(tokens.text("refresh_token")).status() == 200
                    && introspect(tokens.text("access_token")).flag("active");
        });
        assertThat(browser.cookie(sessionCookie)).isEqualTo(session);
    }
}
