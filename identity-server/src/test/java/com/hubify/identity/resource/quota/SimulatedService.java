package com.hubify.identity.resource.quota;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A service as the starter makes it, whose settling thread is the test. */
public final class SimulatedService {

    /** The identity server. */
    @FunctionalInterface
    public interface Server {

        /** Answers the members of one budget of a settlement. */
        Map<String, Object> settle(Map<String, Object> budget);
    }

    private static final long INTERVAL = 500;
    private static final long GAP = 50;

    private final Quotas quotas;
    private final Settler settler;
    private final Clock clock;
    private long settledAt;
    private long allSettledAt;
    private boolean isCalled;

    public SimulatedService(Clock clock, Server server, long settledAt) {
        this.clock = clock;
        this.settledAt = settledAt;
        this.allSettledAt = settledAt;
        quotas = new Quotas(clock, true);
        settler = new Settler(quotas, claims -> answer(claims, server), clock, 10);
        quotas.calling(() -> isCalled = true);
    }

    private static Map<String, Map<String, Object>> answer(List<Claim> claims, Server server) {
        Map<String, Map<String, Object>> answers = new HashMap<>();
        claims.forEach(claim -> answers.put(claim.budget().name(), server.settle(claim.members())));
        return answers;
    }

    /** Whether a request of this person is allowed. */
    public boolean allows(String subject) {
        Caller caller = Caller.of(Caller.Kind.SESSION_TOKEN, subject, Scopes.none());
        return Objects.requireNonNull(quotas.admit(new HubifyAuthentication(caller)))
                .isAllowed();
    }

    /** Settles if it is time. */
    public void run() {
        long now = clock.millis();
        if (now - allSettledAt >= INTERVAL) {
            settler.settle(false);
            allSettledAt = now;
        } else if (isCalled && now - settledAt >= GAP) {
            settler.settleCalled();
        } else {
            return;
        }
        settledAt = now;
        isCalled = false;
    }
}
