package com.hubify.identity.resource.memory;

import com.github.benmanes.caffeine.cache.Interner;
import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.verification.CredentialRouter;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Judges credentials from memory where it can. Whatever is remembered, a credential is refused from the second it expires
 * and as soon as something it descends from is known to be revoked; and where what is known of revocations is older than
 * allowed, the issuer is asked. What an answer says counts as of when its question was asked, less what the issuer may be
 * behind.
 */
public final class CachedCredentials implements CredentialVerifier, AutoCloseable {

    private static final Verification EXPIRED = Verification.refused(Reason.TIME);

    private static final Verification ENDED = Verification.refused(Reason.INACTIVE);

    private final CredentialRouter router;
    private final CredentialMemory memory;
    private final CredentialFreshness freshness;
    private final CredentialFlights flights;
    private final CredentialCounters counters;
    private final ExecutorService background;
    private final Clock clock;
    private final Ticker ticker;

    // Thousands of credentials of a few clients and organizations carry the same few sets of scopes and permissions.
    private final Interner<Scopes> scopes = Interner.newWeakInterner();
    private final Interner<String> clients = Interner.newWeakInterner();
    private final Interner<Caller.Organization> organizations = Interner.newWeakInterner();

    CachedCredentials(
            CredentialRouter router,
            CredentialMemory memory,
            CredentialFreshness freshness,
            CredentialFlights flights,
            CredentialCounters counters,
            ExecutorService background,
            Clock clock,
            Ticker ticker) {
        this.router = router;
        this.memory = memory;
        this.freshness = freshness;
        this.flights = flights;
        this.counters = counters;
        this.background = background;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public Verification verify(String credential, Duration staleness) {
        CredentialDigest digest = CredentialDigest.of(credential);
        return known(credential, digest, staleness)
                .orElseGet(() -> found(
                        credential, flights.join(digest, staleness, () -> settle(credential, digest, staleness))));
    }

    @Override
    public Optional<Verification> known(String credential, Duration staleness) {
        return known(credential, CredentialDigest.of(credential), staleness);
    }

    @Override
    public Optional<Verification> unaided(String credential, Duration staleness) {
        CredentialDigest digest = CredentialDigest.of(credential);
        Optional<Verification> known = known(credential, digest, staleness);
        // One that is in memory and yet not known well enough is for its issuer to judge.
        if (known.isPresent() || isForItsIssuer(digest)) {
            return known;
        }
        long asOf = ticker.read();
        return router.unaided(credential)
                .map(verdict -> conclude(digest, verdict, asOf, staleness))
                .map(answer -> found(credential, answer));
    }

    @Override
    public CompletableFuture<Verification> begin(String credential, Duration staleness) {
        CredentialDigest digest = CredentialDigest.of(credential);
        return known(credential, digest, staleness)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> flights.board(digest, staleness, () -> settle(credential, digest, staleness))
                        .thenApply(answer -> found(credential, answer)));
    }

    private Optional<Verification> known(String credential, CredentialDigest digest, Duration staleness) {
        Verification answer = remembered(credential, digest, staleness);
        if (answer == null) {
            return Optional.empty();
        }
        counters.count(credential, answer, true);
        return Optional.of(answer);
    }

    private Verification found(String credential, Verification answer) {
        // Looked at again, since it may be an answer that another's question had before this use began.
        Verification now = freshness.unlessRevoked(answer);
        counters.count(credential, now, false);
        return now;
    }

    @Override
    public void close() {
        background.shutdownNow();
    }

    private @Nullable Verification remembered(String credential, CredentialDigest digest, Duration staleness) {
        KnownCredential known = memory.known(digest);
        if (known == null) {
            return memory.refused(digest);
        }
        if (known.hasExpired(clock.instant())) {
            return EXPIRED;
        }
        Verification answer = freshness.judge(known, staleness);
        if (answer == known.accepted() && known.kind() == Caller.Kind.API_KEY && known.claimsRenewal(ticker.read())) {
            background.execute(() -> ask(credential, digest, staleness));
        }
        return answer;
    }

    private Verification settle(String credential, CredentialDigest digest, Duration staleness) {
        // Somebody else may just have finished.
        Verification answer = remembered(credential, digest, staleness);
        if (answer == null && !isForItsIssuer(digest)) {
            long asOf = ticker.read();
            answer = conclude(digest, router.verify(credential), asOf, staleness);
        }
        if (answer == null) {
            answer = ask(credential, digest, staleness);
        }
        return answer == null ? new Verification.Unavailable(CredentialFlights.COME_BACK_SOON) : answer;
    }

    // What its issuer has ended, its signature cannot revive. Its issuer may: a node of it was wrong for a moment.
    private boolean isForItsIssuer(CredentialDigest digest) {
        return memory.known(digest) != null || memory.hasEnded(digest);
    }

    private @Nullable Verification ask(String credential, CredentialDigest digest, Duration staleness) {
        long asOf = ticker.read();
        return conclude(digest, router.ask(credential), asOf, staleness);
    }

    /** Takes an answer in, and says what it amounts to by now; null if it does not suffice. */
    private @Nullable Verification conclude(
            CredentialDigest digest, Verification answer, long asOf, Duration staleness) {
        if (answer instanceof Verification.Accepted accepted) {
            KnownCredential credential = new KnownCredential(shared(accepted), asOf, clock.instant());
            if (!memory.remember(digest, credential)) {
                return ENDED;
            }
            // Only now: a revocation may have arrived while the answer was on its way. One just given could
            // not be fresher.
            return accepted.introspected()
                    ? freshness.unlessRevoked(credential.accepted())
                    : freshness.judge(credential, staleness);
        }
        if (answer instanceof Verification.Refused refused) {
            memory.refuse(digest, refused, asOf);
        }
        return answer;
    }

    private Verification.Accepted shared(Verification.Accepted accepted) {
        return new Verification.Accepted(
                accepted.caller().sharing(scopes::intern, clients::intern, organizations::intern),
                accepted.lineage(),
                accepted.expires(),
                accepted.introspected());
    }
}
