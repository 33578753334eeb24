package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Revocations by the hundred, against a node that holds at most 300 of them. */
@FlowTest
class RevocationFloodIT extends AbstractFeedFlow {

    private static final int MAX_HISTORY = 300;
    private static final int PAIRS = 420;
    private static final int TOKENS_PER_HOLDER = 100;

    /**
     * Attack: an ordinary client mints a token and revokes it, in a loop. That once ended the feed for all services, so that a
     * token revoked meanwhile by somebody else stayed good for minutes.
     */
    @Test
    void aClientThatMintsAndRevokesInALoopHarmsNobody() {
        String node = startNode("hubify.identity.revocation.feed.max-history=" + MAX_HISTORY);
        FeedReader connected = FeedReader.connect(node, serviceToken(), null);
        connected.await("ready");
        String untouched = operatorToken();
        String stolen = operatorToken();

        List<String> revoked = mintAndRevoke();
        revokeToken(stolen, "demo-operator", "demo-operator-secret");
        connected.awaitRevoked("token " + jti(stolen));

        assertThat(connected.isConnected()).isTrue();
        assertThat(connected.revoked().stream().filter(it -> it.startsWith("token ")))
                .hasSize(TOKENS_PER_HOLDER + 1)
                .doesNotHaveDuplicates();
        assertThat(connected.revoked()).contains("subject demo-machine");
        assertThat(revoked).hasSize(PAIRS).allSatisfy(token -> {
            assertThat(isToldBy(connected, token)).isTrue();
            assertThat(introspect(token).flag("active")).isFalse();
        });
        assertThat(introspect(stolen).flag("active")).isFalse();
        assertThat(introspect(untouched).flag("active")).isTrue();
        assertThat(isToldBy(connected, untouched)).isFalse();
        FeedReader late = FeedReader.connect(node, serviceToken(), null);
        late.await("ready");
        assertThat(late.revoked()).containsExactlyInAnyOrderElementsOf(connected.revoked());
        // The client itself goes on, from the next second.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> introspect(machineToken("labs:read").text("access_token"))
                        .flag("active"));
        connected.close();
        late.close();
    }

    /** Attack: a client refreshes and revokes until what other clients got in the same browser is ended, too. */
    @Test
    void aClientThatRefreshesAndRevokesInALoopEndsItsOwnGrantAlone() {
        Answer own = cliTokens("openid labs:read");
        Answer others = page().redeem(page().asking("openid labs:read").allow(CodeFlow.SOLO));

        for (int i = 0; i < TOKENS_PER_HOLDER; i++) {
            revokeAsCli(own.text("access_token"));
            own = refresh(own.text("refresh_token"));
        }
        revokeAsCli(own.text("access_token"));

        assertThat(refresh(own.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(introspect(others.text("access_token")).flag("active")).isTrue();
        assertThat(page().asking("openid").with("prompt", "none").begin().parameter("error"))
                .isNotEqualTo("login_required");
    }

    /** Attack, or a bad day of an operator: more is revoked than a node holds, by whatever means. */
    @Test
    void moreThanANodeHoldsCutsNobodyAndIsSaidToWhoComesAnew() {
        String node = startNode("hubify.identity.revocation.feed.max-history=" + MAX_HISTORY);
        FeedReader connected = FeedReader.connect(node, serviceToken(), null);
        FeedReader.Event ready = connected.await("ready");
        String operator = operatorToken();

        IntStream.range(0, PAIRS)
                .forEach(i -> program.post("/v1/revocations", "{\"kind\":\"grant\",\"id\":\"g" + i + "\"}", operator));
        connected.awaitRevoked("grant g" + (PAIRS - 1));

        assertThat(connected.isConnected()).isTrue();
        assertThat(connected.revoked()).hasSize(PAIRS).doesNotHaveDuplicates();
        FeedReader late = FeedReader.connect(node, serviceToken(), null);
        assertThat(late.await("ready").data().path("since").asLong())
                .isGreaterThan(ready.data().path("since").asLong() + 3_600);
        assertThat(late.revoked())
                .hasSize(MAX_HISTORY)
                .contains("grant g" + (PAIRS - 1))
                .doesNotContain("grant g0");
        FeedReader resumed = FeedReader.connect(
                node, serviceToken(), connected.revocations().get(PAIRS - 10).id());
        assertThat(resumed.await("ready").data().path("resumed").asBoolean()).isTrue();
        assertThat(resumed.revoked()).hasSize(9);
        connected.close();
        late.close();
        resumed.close();
    }

    /** From several connections at once; a count that is looked at before it is raised would let more through. */
    private List<String> mintAndRevoke() {
        List<String> revoked = Collections.synchronizedList(new ArrayList<>());
        int loops = 4;
        race(loops, () -> {
            for (int i = 0; i < PAIRS / loops; i++) {
                String token = machineToken("labs:read").text("access_token");
                revokeToken(token, "demo-machine", "demo-machine-secret");
                revoked.add(token);
            }
            return null;
        });
        return revoked;
    }

    private void revokeAsCli(String token) {
        assertThat(program.post("/oauth2/revoke", FormText.of("token", token, "client_id", "hubify-cli"))
                        .status())
                .isEqualTo(200);
    }

    private void revokeToken(String token, String client, String secret) {
        assertThat(program.post("/oauth2/revoke", FormText.of("token", token), client, secret)
                        .status())
                .isEqualTo(200);
    }

    /** Whether a service that was told this refuses the token. */
    private static boolean isToldBy(FeedReader reader, String token) {
        JsonNode claims = Answer.claims(token);
        return reader.revocations().stream()
                .anyMatch(event -> event.ancestor().equals("token " + jti(token))
                        || event.ancestor()
                                        .equals("subject " + claims.path("sub").asString())
                                && event.data().path("issued_by").asLong()
                                        >= claims.path("iat").asLong());
    }

    private static String jti(String token) {
        return Answer.claims(token).path("jti").asString();
    }
}
