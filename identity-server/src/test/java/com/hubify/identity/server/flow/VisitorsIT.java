package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.redis.RedisMemory;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people leave behind who never sign in, at a node that has 1 MB for them and for the devices of each client. */
@FlowTest
class VisitorsIT extends AbstractFeedFlow {

    private static final int SPACE = 1 << 20;
    private static final int ENDLESS = 3_000;
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private Program stranger = new Program("");

    /**
     * Attack: begin sign-ins and device authorizations, each small and soon over, until Redis is full and takes nothing from
     * anybody: no refresh, no key, no revocation.
     */
    @Test
    void strangersFillTheirOwnSpaceAndNoMore() {
        String node = start();
        String refreshToken = cliTokens(ALL_OF_CLI).text("refresh_token");

        assertTakesNoMoreThanIsCounted(() -> device("labs:read"));
        assertTakesNoMoreThanIsCounted(() -> device(scopes(16, 6)));
        assertTakesNoMoreThanIsCounted(() -> device(scopes(64, 14)));
        assertTakesNoMoreThanIsCounted(this::signIn);

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

    /**
     * Attack: device authorizations of a public client, two or three a second, of which each was counted as 29 KB. All browsers
     * were told to come back in ten minutes.
     */
    @Test
    void devicesOfOneClientKeepNobodyElseFromBeginning() {
        start();
        int begun = 0;
        while (begun < ENDLESS && device("labs:read").status() == 200) {
            begun++;
        }

        assertThat(begun).as("of 2 KB each").isBetween(450, 550);
        assertToldWhenToComeBack(device("labs:read"));
        assertThat(device("television", "labs:read").status()).isEqualTo(200);
        assertThat(signIn().status()).isBetween(300, 399);
    }

    /** Attack: 64 scopes of 129 characters, which are kept for ten minutes, in a request that anybody can make. */
    @Test
    void scopesOfADeviceHaveABound() {
        start();

        assertThat(device(scopes(64, 15)).status()).isEqualTo(200);
        assertThat(device(scopes(64, 16)).text("error")).isEqualTo("invalid_scope");
        assertThat(device(scopes(64, 129)).text("error")).isEqualTo("invalid_scope");
        assertThat(device(scopes(8, 129)).text("error")).isEqualTo("invalid_scope");
    }

    private String start() {
        String node = startNode(
                "hubify.identity.visitors.max-memory=1MB",
                "hubify.identity.visitors.max-memory-per-device-client=1MB",
                "hubify.identity.clients.television.public=true",
                "hubify.identity.clients.television.grant-types=" + DEVICE,
                "hubify.identity.clients.television.scopes=labs:read",
                "hubify.identity.clients.television.default-scopes=labs:read");
        stranger = new Program(node);
        return node;
    }

    /** Begins until one is refused. */
    private void assertTakesNoMoreThanIsCounted(Supplier<Answer> begin) {
        redis.delete(List.of("hfy:visitors", "hfy:visitors:device:hubify-cli"));
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
                .isBetween(SPACE * 2L / 3, (long) SPACE);
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

    private Answer device(String scope) {
        return device("hubify-cli", scope);
    }

    private Answer device(String client, String scope) {
        return stranger.post("/oauth2/device_authorization", FormText.of("client_id", client, "scope", scope));
    }

    /** As many different scopes of that many characters each. */
    private static String scopes(int count, int length) {
        return IntStream.range(10, 10 + count)
                .mapToObj(i -> "s" + i + ":" + "x".repeat(length - 4))
                .collect(Collectors.joining(" "));
    }
}
