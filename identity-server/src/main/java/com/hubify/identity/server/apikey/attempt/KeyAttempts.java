package com.hubify.identity.server.apikey.attempt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.error.TooManyRequests;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
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

    /** About 3 MB. A stranger with more networks than these has as many budgets anyway. */
    private static final int MOST_SENDERS = 10_000;

    private final int perNetwork;
    private final int perClient;
    private final TimeMeter time;

    // Apart, so that strangers can't displace what is counted of clients.
    private final Cache<String, Bucket> networks = budgets();
    private final Cache<String, Bucket> clients = budgets();

    @Autowired
    KeyAttempts(KeyAttemptProperties properties) {
        this(
                properties.unknownPerNetworkAndMinute(),
                properties.unknownPerClientAndMinute(),
                TimeMeter.SYSTEM_NANOTIME);
    }

    public KeyAttempts(int perNetwork, int perClient, TimeMeter time) {
        this.perNetwork = perNetwork;
        this.perClient = perClient;
        this.time = time;
    }

    private record Sender(Cache<String, Bucket> budgets, String id, int most) {}

    /** @throws TooManyRequests if the sender of the current request has presented too many */
    public void requireMore() {
        Sender sender = sender();
        Bucket budget = sender.budgets().getIfPresent(sender.id());
        if (budget == null) {
            return;
        }
        EstimationProbe next = budget.estimateAbilityToConsume(1);
        if (!next.canBeConsumed()) {
            throw new TooManyRequests(
                    "Too many unknown API keys. Try again later.", Duration.ofNanos(next.getNanosToWaitForRefill()));
        }
    }

    /** Counts one that the sender of the current request has presented. */
    public void count() {
        Sender sender = sender();
        sender.budgets().get(sender.id(), first -> budget(sender.most())).tryConsume(1);
    }

    private Sender sender() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken client
                        && client.isAuthenticated()
                        && !ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())
                ? new Sender(clients, client.getName(), perClient)
                : new Sender(networks, SenderNetwork.current(), perNetwork);
    }

    private Bucket budget(int most) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
                .build();
    }

    /** A budget that was not used for a period is full again, and need not be kept. */
    private static Cache<String, Bucket> budgets() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_SENDERS)
                .expireAfterAccess(PERIOD)
                .build();
    }
}
