package com.hubify.identity.clerk;

import com.hubify.identity.protocol.Loopback;
import java.net.URI;

/** What the issuer of a Clerk instance tells about it. */
public final class ClerkInstance {

    /** Where the Frontend API of every development instance is. */
    private static final String DEVELOPMENT = ".clerk.accounts.dev";

    private ClerkInstance() {}

    /** Whether it is on this machine: a simulator in place of Clerk, for tests and development. */
    public static boolean isOnThisMachine(String issuer) {
        return Loopback.isHost(URI.create(issuer).getHost());
    }

    /** Whether it is a production instance, which is at a host of its application. */
    public static boolean isInProduction(String issuer) {
        return !isOnThisMachine(issuer) && !URI.create(issuer).getHost().endsWith(DEVELOPMENT);
    }
}
