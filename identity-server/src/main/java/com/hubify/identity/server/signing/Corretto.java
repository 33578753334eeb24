package com.hubify.identity.server.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Amazon's Corretto Crypto Provider, which signs and verifies ES256 in a fraction of the JDK's time. */
public final class Corretto {

    private static final Logger LOG = LoggerFactory.getLogger(Corretto.class);

    private Corretto() {}

    /**
     * The provider; empty if it does not work here: another processor or C library, a temporary folder mounted noexec,
     * a failed self-test. The JDK then does the same, more slowly.
     */
    public static Optional<Provider> find() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            provider.assertHealthy();
            return Optional.of(provider);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Amazon Corretto Crypto Provider does not work here, using the JDK: {}", e.toString());
            return Optional.empty();
        }
    }

    /** The key in the provider's own form; empty if there is no provider or it does not support the kind of key. */
    public static Optional<Key> translate(Key key, Optional<Provider> provider) {
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KeyFactory.getInstance(key.getAlgorithm(), provider.get()).translateKey(key));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
