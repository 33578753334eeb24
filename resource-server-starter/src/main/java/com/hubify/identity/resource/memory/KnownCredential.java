package com.hubify.identity.resource.memory;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A credential that was accepted, in a few hundred bytes: a service keeps a hundred thousand. Elapsed time is in nanoseconds of
 * the ticker; wall clocks count only where the credential or the issuer uses them.
 */
final class KnownCredential {

    private static final long RENEWED_AFTER = Duration.ofMinutes(10).toNanos();
    private static final long TRIED_AGAIN_AFTER = Duration.ofMinutes(1).toNanos();

    /** By how many seconds the clocks of service and issuer may differ without a missed revocation passing for a known one. */
    private static final long CLOCKS_DIFFER = Duration.ofMinutes(15).toSeconds();

    private static final long MOST_BEHIND = Revocation.MOST_BEHIND.toNanos();

    private static final long NO_VERSION = -1;

    private static final AtomicLongFieldUpdater<KnownCredential> RENEWAL =
            AtomicLongFieldUpdater.newUpdater(KnownCredential.class, "renewAt");

    private final Verification.Accepted accepted;
    private final long verifiedAsOf;
    private final long coveredFrom;
    private final boolean isConfirmable;
    private volatile long renewAt;
    private volatile long foundGoodAt = NO_VERSION;

    /**
     * Keeps an answer.
     *
     * @param asOf ticker when its question was asked
     * @param now the service's clock at that time
     * @param isConfirmable whether the issuer can be asked about it again, as it then must be where revocations are not fresh
     */
    KnownCredential(Verification.Accepted accepted, long asOf, Instant now, boolean isConfirmable) {
        this.isConfirmable = isConfirmable;
        this.accepted = accepted;
        this.verifiedAsOf = asOf;
        long issued = accepted.lineage().issuedAt();
        this.coveredFrom = accepted.introspected() ? Math.max(issued, now.getEpochSecond() - CLOCKS_DIFFER) : issued;
        this.renewAt = asOf + RENEWED_AFTER;
    }

    Verification.Accepted accepted() {
        return accepted;
    }

    Caller.Kind kind() {
        return accepted.caller().kind();
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(accepted.expires());
    }

    boolean wasVerifiedAfter(KnownCredential other) {
        return verifiedAsOf - other.verifiedAsOf > 0;
    }

    /** Whether the issuer introspected it with revocations known after that moment. */
    boolean wasIntrospectedAfter(long moment) {
        return accepted.introspected() && answeredAsOf() - moment > 0;
    }

    /** Whether revocations are known up to a moment recent enough, or the issuer has answered for it since then. */
    boolean isFreshIn(RevocationView view, Duration staleness, long now) {
        if (!isConfirmable) {
            return true;
        }
        long within = TimeUnit.NANOSECONDS.convert(staleness);
        long asOf = view.freshAsOf();
        boolean heard = asOf != RevocationView.NEVER && now - asOf <= within && coveredFrom >= view.completeSince();
        return heard || (accepted.introspected() && now - answeredAsOf() <= within);
    }

    /** The issuer may have gone by what it knew a little before the question. */
    private long answeredAsOf() {
        return verifiedAsOf - MOST_BEHIND;
    }

    /** Whether anything it descends from has been revoked. Looked up only if something was revoked since last time. */
    boolean isRevokedIn(RevocationView view) {
        long version = view.version();
        if (foundGoodAt == version) {
            return false;
        }
        if (view.isRevoked(accepted.lineage())) {
            return true;
        }
        if (!view.isOutdated(accepted.lineage())) {
            foundGoodAt = version;
        }
        return false;
    }

    /** Whether the key has changed since the issuer was asked. To be called after {@link #isRevokedIn}. */
    boolean isOutdatedIn(RevocationView view) {
        return foundGoodAt != view.version() && view.isOutdated(accepted.lineage());
    }

    /** Whether it is time to have the issuer confirm it. True for one of the uses at that time. */
    boolean claimsRenewal(long now) {
        long due = renewAt;
        return now - due >= 0 && RENEWAL.compareAndSet(this, due, now + TRIED_AGAIN_AFTER);
    }
}
