package com.hubify.identity.resource.memory;

import com.github.benmanes.caffeine.cache.Interner;
import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.verification.CredentialRouter;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Verifies credentials from memory where it can. Whatever is remembered, a credential is refused from the second it expires
 * and as soon as something it descends from is known to be revoked; and where the known revocations are older than allowed, the
 * issuer is asked. An answer counts as of when its question was asked, less what the issuer may be behind.
 */
public final class CachedCredentials implements CredentialVerifier, AutoCloseable {

    private static final Verification EXPIRED = Verification.refused(Reason.TIME);
    private static final Verification ENDED = Verification.refused(Reason.INACTIVE);
    private static final Verification ELSEWHERE = Verification.refused(Reason.NETWORK);
    private static final Verification REVOKED = Verification.refused(Reason.REVOKED);

    private final CredentialRouter router;
    private final CredentialMemory memory;
    private final RevocationView view;
    private final SingleFlight flights;
    private final CredentialCounters counters;
    private final ExecutorService renewals;
    private final Clock clock;
    private final Ticker ticker;

    // Thousands of credentials of a few clients and organizations carry the same few sets of scopes and permissions.
    private final Interner<Scopes> scopes = Interner.newWeakInterner();
    private final Interner<String> clients = Interner.newWeakInterner();
    private final Interner<Caller.Organization> organizations = Interner.newWeakInterner();

    CachedCredentials(
            CredentialRouter router,
            CredentialMemory memory,
            RevocationView view,
            SingleFlight flights,
            CredentialCounters counters,
            ExecutorService renewals,
            Clock clock,
            Ticker ticker) {
        this.router = router;
        this.memory = memory;
        this.view = view;
        this.flights = flights;
        this.counters = counters;
        this.renewals = renewals;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public Verification verify(String credential, Sender sender, Duration staleness) {
        CredentialDigest digest = CredentialDigest.of(credential);
        Verification known = known(credential, digest, sender, staleness);
        return known == null
                ? found(
                        credential,
                        sender,
                        flights.join(digest, staleness, () -> settle(credential, digest, staleness)))
                : known;
    }

    @Override
    public Verification verifyNow(String credential, Sender sender, Duration staleness) {
        CredentialDigest digest = CredentialDigest.of(credential);
        Verification known = known(credential, digest, sender, staleness);
        return known == null ? checkSignature(credential, digest, sender, staleness) : known;
    }

    @Override
    public CompletableFuture<Verification> verifyAsync(
            String credential, Sender sender, Duration staleness, Executor signatures, Executor issuer) {
        CredentialDigest digest = CredentialDigest.of(credential);
        Verification known = known(credential, digest, sender, staleness);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return CompletableFuture.supplyAsync(() -> checkSignature(credential, digest, sender, staleness), signatures)
                .thenCompose(checked -> checked instanceof Verification.Unavailable
                        ? CompletableFuture.supplyAsync(
                                        () -> flights.joinAsync(
                                                digest, staleness, () -> settle(credential, digest, staleness)),
                                        issuer)
                                .thenCompose(answer -> answer)
                                .thenApply(answer -> found(credential, sender, answer))
                        : CompletableFuture.completedFuture(checked));
    }

    @Override
    public void close() {
        renewals.shutdownNow();
    }

    private @Nullable Verification known(
            String credential, CredentialDigest digest, Sender sender, Duration staleness) {
        Verification remembered = remembered(credential, digest, staleness);
        if (remembered == null) {
            return null;
        }
        Verification answer = unlessElsewhere(remembered, sender);
        counters.count(credential, answer, true);
        return answer;
    }

    private Verification found(String credential, Sender sender, Verification answer) {
        // Checked again: a shared answer may be older than this use.
        Verification now = unlessElsewhere(unlessRevoked(answer), sender);
        counters.count(credential, now, false);
        return now;
    }

    private @Nullable Verification remembered(String credential, CredentialDigest digest, Duration staleness) {
        KnownCredential known = memory.known(digest);
        if (known == null) {
            return memory.refused(digest);
        }
        if (known.hasExpired(clock.instant())) {
            return EXPIRED;
        }
        long now = ticker.read();
        Verification answer = judge(known, staleness, now);
        if (answer == known.accepted() && known.kind() == Caller.Kind.API_KEY && known.claimsRenewal(now)) {
            renewals.execute(() -> confirm(credential, digest, staleness));
        }
        return answer;
    }

    /** What is known of a credential, if that suffices; null if the issuer must be asked first. */
    private @Nullable Verification judge(KnownCredential known, Duration staleness, long now) {
        // Before looking at revocations: for one that arrives in between the issuer is asked, and it is not missed.
        boolean fresh = known.isFreshIn(view, staleness, now);
        if (known.isRevokedIn(view)) {
            return REVOKED;
        }
        return fresh && !known.isOutdatedIn(view) ? known.accepted() : null;
    }

    // Never remembered. Attack: from elsewhere, shut out who uses the key from where it is valid.
    private static Verification unlessElsewhere(Verification answer, Sender sender) {
        return answer instanceof Verification.Accepted accepted && !accepted.isGoodFrom(sender) ? ELSEWHERE : answer;
    }

    private Verification unlessRevoked(Verification answer) {
        boolean overtaken = answer instanceof Verification.Accepted accepted && view.isRevoked(accepted.lineage());
        return overtaken ? REVOKED : answer;
    }

    // Without I/O. Of one that is in memory, but not fresh enough, only the issuer can say more.
    private Verification checkSignature(String credential, CredentialDigest digest, Sender sender, Duration staleness) {
        Verification answer = isForTheIssuer(digest) ? null : route(credential, digest, staleness, false);
        return answer == null || answer instanceof Verification.Unavailable
                ? SingleFlight.UNAVAILABLE
                : found(credential, sender, answer);
    }

    private Verification settle(String credential, CredentialDigest digest, Duration staleness) {
        // Another use may just have finished.
        Verification answer = remembered(credential, digest, staleness);
        if (answer == null && !isForTheIssuer(digest)) {
            answer = route(credential, digest, staleness, true);
        }
        if (answer == null) {
            answer = confirm(credential, digest, staleness);
        }
        // The key changed while the issuer was asked. Asked once more, it answers for the key as it is now.
        if (answer instanceof Verification.Accepted accepted && view.isOutdated(accepted.lineage())) {
            answer = confirm(credential, digest, staleness);
        }
        return answer == null ? SingleFlight.UNAVAILABLE : answer;
    }

    // A good signature does not revive what the issuer called inactive. The issuer may: a node of it was wrong
    // for a moment.
    private boolean isForTheIssuer(CredentialDigest digest) {
        return memory.known(digest) != null || memory.hasEnded(digest);
    }

    private @Nullable Verification route(
            String credential, CredentialDigest digest, Duration staleness, boolean mayWait) {
        long asOf = ticker.read();
        return conclude(digest, router.verify(credential, mayWait), asOf, staleness);
    }

    private @Nullable Verification confirm(String credential, CredentialDigest digest, Duration staleness) {
        long asOf = ticker.read();
        return conclude(digest, router.confirm(credential), asOf, staleness);
    }

    /** Remembers an answer and returns what it means by now; null if the issuer must be asked. */
    private @Nullable Verification conclude(
            CredentialDigest digest, Verification answer, long asOf, Duration staleness) {
        if (answer instanceof Verification.Accepted accepted) {
            KnownCredential credential = new KnownCredential(
                    shared(accepted),
                    asOf,
                    clock.instant(),
                    router.canConfirm(accepted.caller().kind()));
            if (!memory.remember(digest, credential)) {
                return ENDED;
            }
            // After remembering: a revocation may have arrived meanwhile. An introspection just made could
            // not be fresher.
            return accepted.introspected()
                    ? unlessRevoked(credential.accepted())
                    : judge(credential, staleness, ticker.read());
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
                accepted.introspected(),
                accepted.networks());
    }
}
