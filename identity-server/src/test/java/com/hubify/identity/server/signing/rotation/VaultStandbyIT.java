package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.KeyCustodyContract;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.vault.TestVault;
import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node of Vault that stands by: it sends everybody to the active one, and in the moments between two of them to nobody. */
@OpenBaoServer
class VaultStandbyIT {

    private final OpenBao bao;
    private final TestVault vault;
    private final AtomicInteger leaderless = new AtomicInteger();
    private final HttpServer standby;

    VaultStandbyIT(OpenBao bao) throws IOException {
        this.bao = bao;
        this.vault = TestVault.in(bao);
        this.standby = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        standby.createContext("/", this::answer);
        standby.start();
    }

    @AfterEach
    void stop() {
        standby.stop(0);
    }

    @Test
    void isFollowedToTheActiveNode() {
        try (var server = vault.server(address())) {
            assertThat(signs(server.getBean(SigningKeys.class))).isTrue();
        }
    }

    @Test
    void changeOfTheActiveNodeIsNoticedByNobody() {
        try (var server = vault.server(address())) {
            SigningKeys keys = server.getBean(SigningKeys.class);
            keys.current(JWSAlgorithm.ES256);

            leaderless.set(1);

            assertThat(signs(keys)).isTrue();
            assertThat(leaderless).hasNonPositiveValue();
        }
    }

    @Test
    void longerElectionIsAnOutageThatEnds() {
        try (var server = vault.server(address())) {
            leaderless.set(Integer.MAX_VALUE);
            assertThat(server.getBean(SigningHealth.class).health().getStatus().getDescription())
                    .isEqualTo("sealed");

            leaderless.set(0);

            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptionsInstanceOf(SigningUnavailable.class)
                    .until(() -> signs(server.getBean(SigningKeys.class)));
        }
    }

    private String address() {
        return "hubify.identity.signing.vault.uri=http://127.0.0.1:"
                + standby.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean signing = exchange.getRequestURI().getPath().contains("/sign/");
        if (signing && leaderless.getAndDecrement() > 0) {
            byte[] body = "{\"errors\":[\"local node not active but active cluster node not found\"]}"
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
        } else {
            exchange.getResponseHeaders()
                    .set("Location", bao.url().resolve(exchange.getRequestURI()).toString());
            exchange.sendResponseHeaders(307, -1);
        }
        exchange.close();
    }

    private static boolean signs(SigningKeys keys) {
        SigningKey key = keys.current(JWSAlgorithm.ES256);
        return key.verifies(KeyCustodyContract.INPUT, keys.sign(key, KeyCustodyContract.INPUT));
    }
}
