package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkJson;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.standing.Departures;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * A session was ended. Which of the three comes of a sign-out isn't documented, so they count alike. A session that expires makes
 * no event; its tokens live for a minute.
 */
@Component
class SessionEvents implements ClerkEventHandler {

    private final Departures departures;

    SessionEvents(Departures departures) {
        this.departures = departures;
    }

    @Override
    public Set<String> types() {
        return Set.of("session.ended", "session.removed", "session.revoked");
    }

    @Override
    public void handle(ClerkEvent event) {
        ClerkSession session = ClerkJson.session(event.data());
        departures.sessionEnded(new AccountId(session.userId()), session.id());
    }
}
