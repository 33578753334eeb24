package com.hubify.identity.server.apikey.attempt;

import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.limit.Budgets;
import com.hubify.identity.server.limit.Failures;
import com.hubify.identity.server.limit.Limit;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Counts the unknown API keys that senders present. Attack: make up keys with a right checksum, which anyone can, to have each
 * looked up in Redis, or to guess one. A sender is a client that has proven who it is; without one it is the network, since
 * anyone can send the id of a public client.
 */
@Component
@EnableConfigurationProperties(KeyAttemptProperties.class)
public class KeyAttempts {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Failures ofNetworks;
    private final Failures ofClients;

    @Autowired
    KeyAttempts(Budgets budgets, KeyAttemptProperties properties) {
        this(
                budgets,
                properties.unknownPerNetworkAndMinute(),
                properties.unknownPerClientAndMinute(),
                TimeMeter.SYSTEM_NANOTIME);
    }

    public KeyAttempts(Budgets budgets, int perNetwork, int perClient, TimeMeter time) {
        this.ofNetworks = new Failures(budgets, new Limit("unknown-keys.network", perNetwork, PERIOD), time);
        this.ofClients = new Failures(budgets, new Limit("unknown-keys.client", perClient, PERIOD), time);
    }

    private record Sender(Failures failures, String id) {}

    /** @throws TooManyRequests if the sender of the current request has presented too many */
    public void requireMore() {
        Sender sender = sender();
        sender.failures().wait(sender.id()).ifPresent(wait -> {
            throw new TooManyRequests("Too many unknown API keys. Try again later.", wait);
        });
    }

    /** Counts one that the sender of the current request has presented. */
    public void count() {
        Sender sender = sender();
        sender.failures().count(sender.id());
    }

    private Sender sender() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken client
                        && client.isAuthenticated()
                        && !ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())
                ? new Sender(ofClients, client.getName())
                : new Sender(ofNetworks, SenderNetwork.current());
    }
}
