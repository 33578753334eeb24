package com.hubify.identity.resource;

import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole service with the starter in this process, of which only the verdict on a credential is asked: without HTTP in
 * between, many of them fit into one process and microseconds can be told. In the starter's package because there it is hidden.
 */
public final class InProcessService implements AutoCloseable {

    /** What a client would be told: to go on, 401, or 503. */
    public enum Answer {
        ACCEPTED,
        REFUSED,
        UNAVAILABLE
    }

    private final ConfigurableApplicationContext context;
    private final CredentialVerifier verifier;
    private final RevocationView revocations;
    private final Duration maxStaleness;

    private InProcessService(ConfigurableApplicationContext context) {
        this.context = context;
        this.verifier = context.getBean(CredentialVerifier.class);
        this.revocations = context.getBean(RevocationView.class);
        this.maxStaleness = context.getBean(ResourceServerProperties.class).maxStaleness();
    }

    /** Starts one with these properties, on a port of its own. */
    public static InProcessService start(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "server.tomcat.threads.min-spare",
                1,
                "spring.main.banner-mode",
                "off"));
        all.putAll(properties);
        return new InProcessService(
                new SpringApplicationBuilder(Service.class).properties(all).run());
    }

    /** Judges a credential as for a request. */
    public Answer verify(String credential) {
        Verification verification = verifier.verify(credential, Sender.UNKNOWN, maxStaleness);
        if (verification instanceof Verification.Accepted) {
            return Answer.ACCEPTED;
        }
        return verification instanceof Verification.Refused ? Answer.REFUSED : Answer.UNAVAILABLE;
    }

    /** Whether it can verify the credential without a request. */
    public boolean knows(String credential) {
        return !(verifier.verifyNow(credential, Sender.UNKNOWN, maxStaleness) instanceof Verification.Unavailable);
    }

    /** How old its knowledge of revocations is. */
    public Duration staleness() {
        return revocations.staleness();
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
