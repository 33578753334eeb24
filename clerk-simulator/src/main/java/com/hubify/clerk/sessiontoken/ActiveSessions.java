package com.hubify.clerk.sessiontoken;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Sessions;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A front end of their own for each person, at which they stay signed in, so that successive tokens carry the same
 * {@code sid}. When its session has ended, the next token signs them in again.
 */
@Component
class ActiveSessions {

    private final Clock clock;
    private final ClerkIds ids;
    private final Directory directory;
    private final Sessions sessions;
    private final Cache<String, String> latest =
            Caffeine.newBuilder().maximumSize(10_000).build();

    ActiveSessions(Clock clock, ClerkIds ids, Directory directory, Sessions sessions) {
        this.clock = clock;
        this.ids = ids;
        this.directory = directory;
        this.sessions = sessions;
    }

    Session of(User user) {
        String id = latest.asMap().compute(user.id(), (userId, known) -> isLive(known) ? known : begin(userId));
        return directory.session(String.valueOf(id)).orElseThrow();
    }

    private boolean isLive(@Nullable String id) {
        return id != null
                && directory
                        .session(id)
                        .filter(one -> one.statusAt(clock.instant()).isLive())
                        .isPresent();
    }

    private String begin(String userId) {
        return sessions.begin(userId, ids.next("client")).id();
    }
}
