package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.settings.Secret;
import com.hubify.identity.resource.test.StubIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A service's feed of revocations, from the properties to the view, reading over real HTTP. */
public final class Follower implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    public final RevocationView view = new RevocationView(Ticker.systemTicker());
    public final RevocationFeed feed;
    final List<Instant> anew = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Follower(URI issuer, String secret, double patience) {
        this(issuer, null, secret, patience, TIMEOUT);
    }

    private Follower(URI issuer, @Nullable URI backchannel, String secret, double patience, Duration timeout) {
        IssuerConnection connection = new IssuerConnection(timeout, ObservationRegistry.NOOP);
        IssuerMetadata metadata =
                new IssuerMetadata("hubify.resource.issuer-uri", issuer.toString(), null, backchannel, connection);
        RevocationToken token = new RevocationToken(
                metadata,
                connection,
                new ClientCredentials(StubIssuer.CLIENT_ID, Secret.of(secret)),
                Ticker.systemTicker());
        view.addListener(anew::add);
        feed = new RevocationFeed(Optional.of(new RevocationReader(
                new RevocationConnection(metadata, token, timeout, Ticker.systemTicker()),
                view,
                RevocationMetrics.of(registry, view),
                new RevocationBackoff(
                        () -> patience * ThreadLocalRandom.current().nextDouble()),
                Ticker.systemTicker())));
        feed.start();
    }

    public static Follower of(StubIssuer issuer) {
        return new Follower(URI.create(issuer.issuer()), StubIssuer.CLIENT_SECRET, 1);
    }

    /** One that reaches the issuer at another address. */
    public static Follower through(URI backchannel, StubIssuer issuer) {
        return new Follower(URI.create(issuer.issuer()), backchannel, StubIssuer.CLIENT_SECRET, 1, TIMEOUT);
    }

    /** One that waits so long for an answer. */
    public static Follower waiting(Duration timeout, StubIssuer issuer) {
        return new Follower(URI.create(issuer.issuer()), null, StubIssuer.CLIENT_SECRET, 1, timeout);
    }

    /** One that comes back sooner than it should. */
    public static Follower impatient(StubIssuer issuer) {
        return new Follower(URI.create(issuer.issuer()), StubIssuer.CLIENT_SECRET, 0.02);
    }

    /** One that calls the issuer by another name than it calls itself. */
    static Follower misnaming(StubIssuer issuer) {
        return new Follower(URI.create(issuer.issuer() + "/"), StubIssuer.CLIENT_SECRET, 1);
    }

    static Follower at(int port) {
        return new Follower(URI.create("http://127.0.0.1:" + port), StubIssuer.CLIENT_SECRET, 1);
    }

    static Follower withSecret(StubIssuer issuer, String secret) {
        return new Follower(URI.create(issuer.issuer()), secret, 1);
    }

    public static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(10));
    }

    public Follower ready() {
        soon().until(() -> feed.standing() == IssuerStanding.FOLLOWING);
        return this;
    }

    public void awaitStanding(IssuerStanding standing) {
        soon().until(() -> feed.standing() == standing);
    }

    public void awaitKnown(Revocation revocation) {
        soon().until(() -> knows(revocation));
    }

    public boolean knows(Revocation revocation) {
        LineageDigest child = LineageDigest.of(new Lineage(revocation.issuedBy(), List.of(revocation.ancestor())));
        return view.isRevoked(child) || view.isOutdated(child);
    }

    public double count(String what) {
        return registry.get("hubify.resource.revocations." + what).counter().count();
    }

    double staleness() {
        return registry.get("hubify.resource.revocations.staleness").gauge().value();
    }

    long timed() {
        return registry.get("hubify.resource.revocations.lag").timer().count();
    }

    @Override
    public void close() {
        feed.stop();
        assertThat(feed.isRunning()).isFalse();
    }
}
