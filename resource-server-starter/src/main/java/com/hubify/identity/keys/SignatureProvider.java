package com.hubify.identity.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * The provider that verifies signatures: Amazon Corretto Crypto Provider where it is on the class path and works, else the JDK's.
 * Not registered with {@link java.security.Security}: the service's own use of keys and connections must not change.
 */
final class SignatureProvider {

    private static final Logger log = LoggerFactory.getLogger(SignatureProvider.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private SignatureProvider() {}

    /** The native provider, or empty for the JDK's; logs which it is. To be called once, at start. */
    static Optional<Provider> find(ClassLoader classes) {
        Optional<Provider> found = ClassUtils.isPresent(CORRETTO, classes) ? corretto() : Optional.empty();
        log.info("Signatures are verified by {}", found.map(Provider::getInfo).orElse("the JDK"));
        return found;
    }

    // A library for another processor or C library, a temporary folder mounted noexec, a failed self-test: none of
    // these is a reason to keep a service from starting.
    private static Optional<Provider> corretto() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            provider.assertHealthy();
            return Optional.of(provider);
        } catch (RuntimeException | LinkageError e) {
            log.warn("Amazon Corretto Crypto Provider is on the class path but does not work here: {}", reason(e));
            return Optional.empty();
        }
    }

    private static String reason(Throwable failure) {
        return failure.getCause() == null ? failure.toString() : failure + ", because of " + failure.getCause();
    }
}
