package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.StandingChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Forgets the organizations of people who were deleted at Clerk, and what they chose. */
@Component
class DepartedPeople {

    private final Memberships memberships;
    private final Choices choices;

    DepartedPeople(Memberships memberships, Choices choices) {
        this.memberships = memberships;
        this.choices = choices;
    }

    @EventListener
    void on(StandingChanged event) {
        if (event.standing() == Standing.DELETED) {
            memberships.forget(event.person());
            choices.forget(event.person());
        }
    }
}
