package com.hubify.identity.server.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Amazon's Corretto Crypto Provider, which signs and verifies ES256 in a fraction of the JDK's time. */
public final class Corretto {

    private static final Logger LOG = LoggerFactory.getLogger(Corretto.class);

    private Corretto() {}

    /**
     * The provider, or empty where it doesn't work. A library for another processor or C library, a temporary folder nothing
     * may run from, a failed self-test: all that is a reason to take the JDK, and no reason not to start.
     */
    public static Optional<Provider> find() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            provider.assertHealthy();
            return Optional.of(provider);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Amazon Corretto Crypto Provider does not work here: {}", e.toString());
            return Optional.empty();
        }
    }
}
