package com.hubify.identity.server.logout;

import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.session.HeldSessions;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Signing out without Redis, which only sign-outs by a client ask. */
public final class TestSignOut {

    private TestSignOut() {}

    public static SignOut of(
            Revocations revocations, HeldSessions sessions, ApplicationEventPublisher events, Clock clock) {
        return new SignOut(
                revocations,
                sessions,
                new RedisDemandedSignOuts(new StringRedisTemplate(), new SignOutProperties(1)),
                events,
                clock);
    }
}
