package com.hubify.clerk.sessiontoken;

import com.hubify.clerk.directory.User;
import com.hubify.clerk.instance.ClerkIds;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** One lasting session per person, so that successive tokens carry the same {@code sid}. As many as there are people. */
@Component
class ActiveSessions {

    private final Clock clock;
    private final ClerkIds ids;
    private final Map<String, ActiveSession> sessions = new ConcurrentHashMap<>();

    ActiveSessions(Clock clock, ClerkIds ids) {
        this.clock = clock;
        this.ids = ids;
    }

    ActiveSession of(User user) {
        return sessions.computeIfAbsent(user.id(), id -> new ActiveSession(ids.next("sess"), clock.instant()));
    }
}
