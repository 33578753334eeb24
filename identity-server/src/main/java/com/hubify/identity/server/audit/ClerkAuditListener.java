package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.clerk.event.ClerkEventGivenUp;
import com.hubify.identity.server.standing.ClerkSessionEnded;
import com.hubify.identity.server.standing.StandingChanged;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what follows from Clerk's word into audit entries. */
@Component
class ClerkAuditListener {

    private final AuditTrail trail;
    private final Clock clock;

    ClerkAuditListener(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** Repetitions, too: the first time may have been interrupted before this. */
    @EventListener
    void on(StandingChanged event) {
        note(
                "person.standing",
                Map.of(
                        "account", event.person().value(),
                        "standing", event.standing().name(),
                        "ends", event.ends().name()));
    }

    @EventListener
    void on(ClerkSessionEnded event) {
        note(
                "clerk_session.ended",
                Map.of(
                        "account", event.person().value(),
                        "clerk_session", event.session(),
                        "ends", event.ends().name()));
    }

    @EventListener
    void on(ClerkEventGivenUp event) {
        note("clerk_event.given_up", Map.of("message", event.id(), "type", event.type(), "reason", event.reason()));
    }

    private void note(String kind, Map<String, String> details) {
        trail.append(new AuditEntry(clock.instant(), kind, details));
    }
}
