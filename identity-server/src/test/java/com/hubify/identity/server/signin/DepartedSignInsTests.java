package com.hubify.identity.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.session.HeldSession;
import com.hubify.identity.server.session.InMemoryHeldSessions;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.standing.ClerkSessionEnded;
import com.hubify.identity.server.standing.Ends;
import com.hubify.identity.server.standing.SessionEnds;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.StandingChanged;
import com.hubify.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepartedSignInsTests {

    private static final AccountId ADA = new AccountId("user_ada");

    private final InMemoryHeldSessions sessions = new InMemoryHeldSessions();
    private final DepartedSignIns departed = new DepartedSignIns(sessions);

    @BeforeEach
    void signIn() {
        for (String person : new String[] {"user_ada", "user_bob"}) {
            SignInAuthentication signIn =
                    new SignInAuthentication(new AccountId(person), "sid-" + person, TestClock.START, null);
            sessions.add(new HeldSession("session-" + person, signIn, null, null, TestClock.START));
        }
    }

    @Test
    void deletesAllSessionsOfThePersonAlone() {
        departed.on(new StandingChanged(ADA, Standing.BANNED, Ends.SIGN_INS, true, TestClock.START));

        assertThat(sessions.of("user_ada")).isEmpty();
        assertThat(sessions.of("user_bob")).hasSize(1);
    }

    @Test
    void keepsThemWhereSettingsSayThatNothingOfThemEnds() {
        departed.on(new StandingChanged(ADA, Standing.LOCKED, Ends.NOTHING, true, TestClock.START));
        departed.on(new ClerkSessionEnded(ADA, "sess_1", SessionEnds.SESSION));
        assertThat(sessions.of("user_ada")).hasSize(1);

        departed.on(new ClerkSessionEnded(ADA, "sess_1", SessionEnds.SIGN_INS));
        assertThat(sessions.of("user_ada")).isEmpty();
    }
}
