package com.hubify.identity.resource.keys;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.keys.IssuerKeys;
import com.hubify.identity.keys.KeyPace;
import com.hubify.identity.keys.KeySource;
import com.hubify.identity.keys.SignatureVerifiers;
import com.hubify.identity.resource.revocation.RevocationListener;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The keys of each trusted issuer, apart: a key id means nothing without its issuer.
 *
 * @param own of the identity server
 * @param clerk of the Clerk instance; null if its tokens are not accepted
 */
public record IssuerKeyRing(IssuerKeys own, @Nullable IssuerKeys clerk) implements RevocationListener {

    public static IssuerKeyRing of(KeySource own, @Nullable KeySource clerk, Ticker ticker) {
        SignatureVerifiers signatures = new SignatureVerifiers();
        return new IssuerKeyRing(
                IssuerKeys.of(own, KeyPace.OWN, signatures, ticker),
                clerk == null ? null : IssuerKeys.of(clerk, KeyPace.CLERK, signatures, ticker));
    }

    /** A key may have ended meanwhile. */
    @Override
    public void startedAnew(Instant since) {
        own.refetch();
    }

    @Override
    public void signingKeyEnded() {
        own.refetch();
    }
}
