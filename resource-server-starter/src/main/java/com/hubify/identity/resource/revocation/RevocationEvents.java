package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.revocation.EventStreamParser.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What one connection to the feed says, taken into the view.
 *
 * <p>The server dates its events on a clock of its own that counts evenly from an unknown start. It read that clock for
 * {@code ready} no earlier than our request went out, so counting from {@code ready} and from our request makes every date
 * a little too old and never too young, whatever the wall clocks show and however long the network holds an event back.
 */
final class RevocationEvents implements EventStreamParser.Receiver {

    private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(50);

    // Clocks that differ by this much since the request do not count evenly: one of the machines slept.
    private static final long FARTHEST_AHEAD = Duration.ofSeconds(1).toNanos();

    private final RevocationView view;
    private final Ticker ticker;
    private final RevocationMetrics metrics;
    private final RevocationPosition position;
    private final long requestedAt;
    private long count;
    private long countedFrom;
    private boolean ready;
    private long readyAsOf;
    private Duration heartbeat = Duration.ofSeconds(1);

    /** @param requestedAt when the request was sent, or earlier */
    RevocationEvents(
            RevocationView view,
            Ticker ticker,
            RevocationMetrics metrics,
            RevocationPosition position,
            long requestedAt) {
        this.view = view;
        this.ticker = ticker;
        this.metrics = metrics;
        this.position = position;
        this.requestedAt = requestedAt;
        this.countedFrom = requestedAt;
    }

    /**
     * Unknown names, kinds and members are a newer server's. Known ones must be well-formed: a revocation that cannot be read
     * might be of anything, and the view would pass for fresh without it. For one of an unknown kind the issuer is asked about
     * everything issued by then.
     */
    @Override
    public void receive(Event event) throws IOException {
        count++;
        switch (event.name()) {
            case "revocation" -> revoke(new EventMembers(event.data()));
            case "ready" -> begin(new EventMembers(event.data()));
            case "heartbeat" -> beat(new EventMembers(event.data()));
            default -> {}
        }
        // An incomplete snapshot is started anew, whatever ids it came with.
        if (ready) {
            position.reached(event.id());
        }
    }

    /** How many events there were. */
    long count() {
        return count;
    }

    /** Whether the view is complete up to now, save for what is on its way. */
    boolean isReady() {
        return ready;
    }

    /** How often the server says that nothing happened. */
    Duration heartbeat() {
        return heartbeat;
    }

    private void revoke(EventMembers members) throws IOException {
        Optional<Ancestor.Kind> kind = Ancestor.Kind.of(members.text("kind"));
        String id = members.text("id");
        Instant issuedBy = Instant.ofEpochSecond(members.number("issued_by"));
        if (kind.isEmpty()) {
            view.revokeUnknown(issuedBy);
            return;
        }
        // No credential that this service accepts can have an ancestor with any other id.
        if (!Ancestor.isId(kind.get(), id)) {
            return;
        }
        try {
            view.revoke(new Revocation(new Ancestor(kind.get(), id), issuedBy));
        } catch (IllegalStateException e) {
            position.forget();
            throw RevocationFeedLost.full(String.valueOf(e.getMessage()));
        }
        metrics.received().increment();
    }

    private void begin(EventMembers members) throws IOException {
        if (ready) {
            return;
        }
        readyAsOf = members.number("as_of");
        heartbeat = heartbeat(members);
        if (!members.isTrue("resumed")) {
            view.startedAnew(Instant.ofEpochSecond(members.number("since")));
        } else if (!position.isKnown()) {
            throw new RevocationFeedLost(IssuerStanding.UNUSABLE, "The feed resumes what was never begun");
        }
        ready = true;
        view.freshen(requestedAt);
    }

    private void beat(EventMembers members) throws IOException {
        long sinceReady = TimeUnit.MILLISECONDS.toNanos(members.number("as_of") - readyAsOf);
        if (!ready || sinceReady < 0) {
            return;
        }
        long now = ticker.read();
        long ahead = countedFrom + sinceReady - now;
        if (ahead > FARTHEST_AHEAD) {
            throw new RevocationFeedLost(IssuerStanding.UNUSABLE, "The clock of the feed runs ahead of ours");
        }
        // Their clock may run a little faster than ours. Nothing can have been sent after now, so we
        // count from earlier.
        countedFrom -= Math.max(0, ahead);
        long asOf = countedFrom + sinceReady;
        view.freshen(asOf);
        metrics.lag().record(Duration.ofNanos(now - asOf));
    }

    private static Duration heartbeat(EventMembers members) throws IOException {
        Duration announced = Duration.ofMillis(members.number("heartbeat"));
        if (announced.compareTo(LONGEST_HEARTBEAT) > 0) {
            return LONGEST_HEARTBEAT;
        }
        return announced.compareTo(SHORTEST_HEARTBEAT) < 0 ? SHORTEST_HEARTBEAT : announced;
    }
}
