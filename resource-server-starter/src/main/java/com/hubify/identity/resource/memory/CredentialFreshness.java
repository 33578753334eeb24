package com.hubify.identity.resource.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.revocation.RevocationListener;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is known of a credential suffices to accept it: whether nothing it descends from has been revoked, and
 * whether revocations are known up to a moment that is recent enough.
 */
final class CredentialFreshness implements RevocationListener {

    private static final Verification REVOKED = Verification.refused(Reason.REVOKED);

    private final RevocationView view;
    private final boolean tokensCanBeChecked;
    private final Ticker ticker;
    private volatile long since = Long.MIN_VALUE;
    private volatile long unknownBefore = Long.MIN_VALUE;

    /** @param tokensCanBeChecked whether this service may ask the issuer about access tokens and hears of revocations */
    CredentialFreshness(RevocationView view, boolean tokensCanBeChecked, Ticker ticker) {
        this.view = view;
        this.tokensCanBeChecked = tokensCanBeChecked;
        this.ticker = ticker;
        view.addListener(this);
    }

    /** What to answer about a credential; null if the issuer must be asked first. */
    @Nullable
    Verification judge(KnownCredential credential, Duration staleness) {
        // Before looking at revocations: one that arrives in between is then asked for, not passed over as known.
        boolean fresh = isFresh(credential, TimeUnit.NANOSECONDS.convert(staleness));
        if (credential.isRevokedIn(view)) {
            return REVOKED;
        }
        return fresh ? credential.accepted() : null;
    }

    /** The answer, unless it is a yes that a revocation has overtaken. */
    Verification unlessRevoked(Verification answer) {
        boolean overtaken = answer instanceof Verification.Accepted accepted && view.isRevoked(accepted.lineage());
        return overtaken ? REVOKED : answer;
    }

    /** Credentials last confirmed before that may have been revoked without this service's hearing of it. */
    @Override
    public void startedAnew(Instant since) {
        this.since = since.getEpochSecond();
    }

    /** The issuer knows what the word means, so it is asked about all that may be meant. */
    @Override
    public void unknownRevoked(Instant issuedBy) {
        unknownBefore = Math.max(unknownBefore, issuedBy.getEpochSecond() + 1);
    }

    private boolean isFresh(KnownCredential credential, long within) {
        if (!dependsOnFeed(credential.kind())) {
            return true;
        }
        long now = ticker.read();
        long asOf = view.freshAsOf();
        boolean heard = asOf != RevocationView.NEVER
                && now - asOf <= within
                && credential.isCoveredBy(Math.max(since, unknownBefore));
        return heard || credential.wasIntrospectedWithin(within, now);
    }

    /** Clerk's session tokens live for a minute and can't be introspected; of ours, what can be checked must be. */
    private boolean dependsOnFeed(Caller.Kind kind) {
        return switch (kind) {
            case API_KEY -> true;
            case ACCESS_TOKEN -> tokensCanBeChecked;
            case SESSION_TOKEN -> false;
        };
    }
}
