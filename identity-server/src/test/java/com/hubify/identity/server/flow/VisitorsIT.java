package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.redis.RedisMemory;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people leave behind who never sign in, at a node that has 1 MB for them. */
@FlowTest
class VisitorsIT extends AbstractFeedFlow {

    private static final int SPACE = 1 << 20;
    private static final int ENDLESS = 3_000;

    private Program stranger = new Program("");

    /**
     * Attack: begin sign-ins and device authorizations, each small and soon over, until Redis is full and takes nothing from
     * anybody: no refresh, no key, no revocation.
     */
    @Test
    void strangersFillTheirOwnSpaceAndNoMore() {
        String node = startNode("hubify.identity.visitors.max-memory=1MB");
        stranger = new Program(node);
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");

        assertTakesNoMoreThanIsCounted(() -> device(""));
        assertTakesNoMoreThanIsCounted(() -> device("x".repeat(50)));
        assertTakesNoMoreThanIsCounted(this::signIn);

        assertToldWhenToComeBack(device("x"));
        assertToldWhenToComeBack(signIn());
        assertToldWhenToComeBack(
                stranger.get("/oauth2/authorization/clerk?continue=%2Factivate%3Fuser_code%3D" + "A".repeat(1_400)));
        assertThat(stranger.post(
                                "/oauth2/token",
                                FormText.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        refreshToken,
                                        "client_id",
                                        "hubify-cli"))
                        .status())
                .isEqualTo(200);
        Browser.Stop signedIn = browser.get(node + authorizationRequest());
        assertThat(signedIn.at().getPath()).isEqualTo("/oauth2/consent");
    }

    /** Begins until one is refused. */
    private void assertTakesNoMoreThanIsCounted(Supplier<Answer> begin) {
        redis.delete("hfy:visitors");
        Set<String> before = FlowRedis.keys(redis);
        int begun = 0;
        while (begun < ENDLESS && begin.get().status() != 503) {
            begun++;
        }

        assertThat(begun).isBetween(10, ENDLESS - 1);
        assertThat(FlowRedis.keys(redis).stream()
                        .filter(key -> !before.contains(key))
                        .mapToLong(key -> RedisMemory.of(redis, key.replaceAll("[*?\\[\\]]", "?")))
                        .sum())
                .isBetween(SPACE / 3L, (long) SPACE);
    }

    private static void assertToldWhenToComeBack(Answer refused) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(60, 960);
        assertThat(refused.header("Set-Cookie")).isEmpty();
    }

    private Answer signIn() {
        return stranger.get(authorizationRequest());
    }

    private String authorizationRequest() {
        return cli().asking("openid labs:read")
                .with("state", "s".repeat(1_000))
                .url()
                .substring(server.length());
    }

    /** With as many scopes as a request may hold. */
    private Answer device(String name) {
        return stranger.post(
                "/oauth2/device_authorization",
                FormText.of(
                        "client_id",
                        "hubify-cli",
                        "scope",
                        name.isEmpty()
                                ? "labs:read"
                                : IntStream.range(0, 64)
                                        .mapToObj(i -> name + i + ":" + name)
                                        .collect(Collectors.joining(" "))));
    }
}
