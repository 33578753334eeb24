package com.hubify.clerk.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.SimulatorTest;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.Metadata;
import com.hubify.clerk.user.Profile;
import com.hubify.clerk.user.User;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@SimulatorTest
@TestPropertySource(properties = "clerk.simulator.backend.requests=100000")
class OneChangeAtATimeTests {

    private static final int ROUNDS = 500;

    @Autowired
    private Users users;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Directory directory;

    /** A person who is banned goes on signing in at the same moment, and would keep the last session. */
    @Test
    void leavesNoSessionToWhomABanAndASignInMeet() throws Exception {
        ExecutorService administrator = Executors.newSingleThreadExecutor();
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String person = person();
                Future<User> ban = administrator.submit(() -> {
                    start.await();
                    return users.ban(person, true);
                });
                start.await();
                while (begun(person) && !ban.isDone()) {}
                ban.get();

                assertThat(begun(person)).isFalse();
                assertThat(directory.sessions())
                        .filteredOn(session -> session.userId().equals(person))
                        .extracting(Session::recorded)
                        .noneMatch(status -> status.isLive());
            }
        } finally {
            administrator.shutdownNow();
        }
    }

    private boolean begun(String person) {
        try {
            sessions.begin(person, "client_1");
            return true;
        } catch (ClerkProblem banned) {
            return false;
        }
    }

    private String person() {
        Profile nameless = new Profile(null, null, null, null, null, null);
        return users.create(nameless, new Metadata(Map.of(), Map.of(), Map.of()), null)
                .id();
    }
}
