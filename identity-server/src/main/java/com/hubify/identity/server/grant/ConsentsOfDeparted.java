package com.hubify.identity.server.grant;

import com.hubify.identity.server.consent.Consents;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.StandingChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Forgets what a deleted person allowed. Of a banned one it is kept: the ban may end. */
@Component
class ConsentsOfDeparted {

    private final Consents consents;

    ConsentsOfDeparted(Consents consents) {
        this.consents = consents;
    }

    @EventListener
    void on(StandingChanged event) {
        if (event.standing() == Standing.DELETED) {
            String account = event.person().value();
            consents.since(account).keySet().forEach(client -> consents.forget(account, client));
        }
    }
}
