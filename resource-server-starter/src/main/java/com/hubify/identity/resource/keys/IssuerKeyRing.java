package com.hubify.identity.resource.keys;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The keys of each trusted issuer, apart: a key id means nothing without its issuer.
 *
 * @param own of the identity server
 * @param clerk of the Clerk instance; null if its session tokens are not accepted
 */
public record IssuerKeyRing(IssuerKeys own, @Nullable IssuerKeys clerk) {

    public static IssuerKeyRing of(IssuerMetadata own, @Nullable IssuerMetadata clerk, Ticker ticker) {
        SignatureVerifiers signatures = new SignatureVerifiers();
        // A thread for each fetch: they are few, and one that hangs must not hold up the other issuer's.
        SimpleAsyncTaskExecutor fetcher = new SimpleAsyncTaskExecutor("hubify-keys-");
        fetcher.setDaemon(true);
        return new IssuerKeyRing(
                new IssuerKeys(own, signatures, ticker, fetcher),
                clerk == null ? null : new IssuerKeys(clerk, signatures, ticker, fetcher));
    }
}
