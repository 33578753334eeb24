package com.hubify.identity.resource.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.HalfHungIssuer;
import com.hubify.identity.resource.revocation.Follower;
import com.hubify.identity.resource.test.StubIssuer;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fault: one of two nodes hangs behind a balancer that doesn't notice. A service that was connected there accepted revoked keys
 * for a minute and longer: each retry fetched the metadata anew, and of two calls in a row one led to the node that hung.
 */
class HungNodeTests {

    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String TOKEN = "/oauth2/token";
    private static final String FEED = "/v1/revocations";

    private final StubIssuer issuer = new StubIssuer();
    private final HalfHungIssuer balancer = new HalfHungIssuer(issuer.port());

    @AfterEach
    void close() {
        balancer.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void isLeftForTheOther(int next) {
        try (Follower follower = Follower.through(balancer.address(), issuer).ready()) {
            balancer.hang(next);
            issuer.revocations().hold();

            follower.awaitKnown(revoke());

            assertThat(issuer.requests(METADATA)).isEqualTo(1);
            assertThat(issuer.requests(TOKEN)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void isNoReasonNotToBegin(int next) {
        balancer.hang(next);

        try (Follower follower = Follower.through(balancer.address(), issuer).ready()) {
            follower.awaitKnown(revoke());
        }
    }

    /** Each retry that was led there again took all of the timeout, and the service heard again after 5 to 13 s. */
    @Test
    void isNotWaitedForAlone() {
        issuer.hang(FEED, 1);

        try (Follower follower = Follower.waiting(Duration.ofSeconds(4), issuer).ready()) {
            assertThat(follower.count("reconnects")).isZero();
            assertThat(issuer.requests(FEED)).isGreaterThanOrEqualTo(2);
        }
    }

    /** After some failures the metadata is read anew, too: a second call, which may be led to that node. */
    @Test
    void isNotWaitedForToReadTheMetadata() {
        try (Follower follower =
                Follower.waiting(Duration.ofSeconds(30), issuer).ready()) {
            int requests = issuer.requests(FEED);
            issuer.hang(METADATA);
            issuer.fail(FEED, 503, Map.of(), "");
            issuer.revocations().cut();

            Follower.soon().until(() -> issuer.requests(FEED) >= requests + 5);

            assertThat(issuer.requests(METADATA)).isEqualTo(2);
            assertThat(follower.feed.standing()).isEqualTo(IssuerStanding.UNREACHABLE);
        }
    }

    /** A node without room says so on a connection that stays open, and would be asked again and again. */
    @Test
    void isAskedOverANewConnectionEachTime() {
        try (Follower follower = Follower.through(balancer.address(), issuer).ready()) {
            int connections = balancer.accepted();
            int requests = issuer.requests(FEED);
            issuer.fail(FEED, 503, Map.of(), "no room");
            issuer.revocations().cut();

            Follower.soon().until(() -> issuer.requests(FEED) >= requests + 3);

            assertThat(balancer.accepted() - connections).isGreaterThanOrEqualTo(3);
            assertThat(follower.feed.standing()).isEqualTo(IssuerStanding.UNREACHABLE);
        }
    }

    /** Each connection that is kept may lead there; waiting for one of them is enough. */
    @Test
    void isNotAskedOverAConnectionThatWasKept() throws IOException {
        IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(1), ObservationRegistry.NOOP);
        URI metadata = balancer.address().resolve(METADATA);
        issuer.hang(METADATA);
        List<CompletableFuture<?>> two = List.of(get(connection, metadata), get(connection, metadata));
        Follower.soon().until(() -> balancer.accepted() == 2);
        issuer.recover();
        two.forEach(CompletableFuture::join);

        issuer.hang(METADATA);
        assertThatIOException().isThrownBy(() -> connection.get(metadata));
        issuer.recover();
        connection.get(metadata);

        assertThat(balancer.accepted()).isEqualTo(3);
    }

    private static CompletableFuture<?> get(IssuerConnection connection, URI address) {
        return CompletableFuture.runAsync(() -> {
            try {
                connection.get(address);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Revocation revoke() {
        return issuer.revocations().revoke(Kind.GRANT, "unheard", Instant.ofEpochSecond(1_732_508_400));
    }
}
