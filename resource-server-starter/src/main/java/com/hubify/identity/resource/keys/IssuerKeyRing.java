package com.hubify.identity.resource.keys;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** The keys of each issuer this service trusts, one set per issuer: a key id means nothing without its issuer. */
public final class IssuerKeyRing {

    private final IssuerKeys own;
    private final @Nullable IssuerKeys clerk;

    public IssuerKeyRing(IssuerMetadata own, @Nullable IssuerMetadata clerk, Ticker ticker) {
        SignatureVerifiers signatures = new SignatureVerifiers();
        // A thread for each fetch: they are few, and one that hangs must not hold up the other issuer's.
        SimpleAsyncTaskExecutor fetcher = new SimpleAsyncTaskExecutor("hubify-keys-");
        fetcher.setDaemon(true);
        this.own = new IssuerKeys(own, signatures, ticker, fetcher);
        this.clerk = clerk == null ? null : new IssuerKeys(clerk, signatures, ticker, fetcher);
    }

    /** Keys of the identity server. */
    public IssuerKeys own() {
        return own;
    }

    /** Keys of the Clerk instance, if its session tokens are accepted. */
    @Nullable
    public IssuerKeys clerk() {
        return clerk;
    }
}
