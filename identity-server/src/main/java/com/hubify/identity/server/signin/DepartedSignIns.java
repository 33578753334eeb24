package com.hubify.identity.server.signin;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.session.HeldSessions;
import com.hubify.identity.server.standing.ClerkSessionEnded;
import com.hubify.identity.server.standing.Ends;
import com.hubify.identity.server.standing.SessionEnds;
import com.hubify.identity.server.standing.StandingChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Deletes the browser sessions of people who have departed. Their revocation, which comes first, has ended them already. */
@Component
class DepartedSignIns {

    private final HeldSessions sessions;

    DepartedSignIns(HeldSessions sessions) {
        this.sessions = sessions;
    }

    @EventListener
    void on(StandingChanged event) {
        if (event.ends() != Ends.NOTHING) {
            end(event.person());
        }
    }

    @EventListener
    void on(ClerkSessionEnded event) {
        if (event.ends() == SessionEnds.SIGN_INS) {
            end(event.person());
        }
    }

    private void end(AccountId person) {
        sessions.of(person.value()).forEach(held -> sessions.end(person.value(), held.name()));
    }
}
