package com.hubify.identity.resource;

import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The keys of each issuer this service trusts, one set per issuer: a key id means nothing without its issuer. */
final class IssuerKeyRing implements AutoCloseable {

    private final IssuerKeys own;
    private final @Nullable IssuerKeys clerk;

    IssuerKeyRing(IssuerMetadata own, @Nullable IssuerMetadata clerk, Clock clock) {
        this.own = new IssuerKeys(own, clock);
        this.clerk = clerk == null ? null : new IssuerKeys(clerk, clock);
    }

    /** Keys of the identity server. */
    IssuerKeys own() {
        return own;
    }

    /** Keys of the Clerk instance, if its session tokens are accepted. */
    @Nullable
    IssuerKeys clerk() {
        return clerk;
    }

    @Override
    public void close() throws IOException {
        own.close();
        if (clerk != null) {
            clerk.close();
        }
    }
}
