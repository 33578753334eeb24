package com.hubify.identity.resource.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * Whose code verifies signatures: Amazon's Corretto Crypto Provider where a service has it on its class path and it works
 * here, else the JDK's. It serves the starter alone and is not registered with {@link java.security.Security}: what a service
 * does with its own keys and connections must not change because it takes tokens.
 */
final class SignatureProvider {

    private static final Logger log = LoggerFactory.getLogger(SignatureProvider.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private SignatureProvider() {}

    /** The native provider, or empty for the JDK's; says in the log which it is. To be asked once, at start. */
    static Optional<Provider> find(ClassLoader classes) {
        Optional<Provider> found = ClassUtils.isPresent(CORRETTO, classes) ? corretto() : Optional.empty();
        log.info("Signatures are verified by {}", found.map(Provider::getInfo).orElse("the JDK"));
        return found;
    }

    // Whatever goes wrong in there is a reason to take the JDK, and none to keep a service from starting: a library
    // for another processor or C library, a temporary folder nothing can be run from, a failed self-test.
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
