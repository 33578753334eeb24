package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.revocation.Follower;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.StubRevocations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens between issuer and service, the view never says that it is fresh as of a moment while it lacks something
 * that was revoked before.
 */
class RevocationFaultsTests {

    private static final long LASTS = Duration.ofSeconds(3).toNanos();

    private record Done(Revocation revocation, long at) {}

    private final StubIssuer issuer = new StubIssuer();
    private final Random chance = new Random(7);
    private final List<Done> all = new ArrayList<>();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void leaveNoMomentAtWhichTheViewClaimsTooMuch() {
        try (Follower follower = Follower.impatient(issuer).ready()) {
            long begin = System.nanoTime();
            int fresh = 0;
            while (System.nanoTime() - begin < LASTS) {
                fault(chance.nextInt(150));
                all.add(new Done(revoke(), System.nanoTime()));
                LockSupport.parkNanos(chance.nextInt(2_000_000));

                fresh += checked(follower);
            }

            issuer.recover();
            Follower.soon().until(() -> all.stream().allMatch(done -> follower.knows(done.revocation)));
            assertThat(fresh).as("revocations that the view said it knew").isPositive();
            assertThat(issuer.revocations().opened()).as("connections").isGreaterThan(10);
        }
    }

    private int checked(Follower follower) {
        long asOf = follower.view.freshAsOf();
        int due = 0;
        for (Done done : all.subList(Math.max(0, all.size() - 300), all.size())) {
            if (done.at - asOf <= 0) {
                assertThat(follower.knows(done.revocation)).isTrue();
                due++;
            }
        }
        return due;
    }

    private void fault(int kind) {
        StubRevocations revocations = issuer.revocations();
        switch (kind) {
            case 0 -> revocations.cut();
            case 1 -> revocations.hold();
            case 2 -> revocations.release();
            case 3 -> revocations.trim();
            case 4 -> revocations.takeOver(Duration.ofMinutes(chance.nextInt(100_000)));
            case 5 -> issuer.forgetFeedTokens();
            case 6 -> issuer.fail("/v1/revocations", 503, Map.of(), "");
            case 7, 8, 9 -> issuer.recover();
            case 10 -> revocations.send("event: revocation\ndata: {\n\n");
            case 11 -> revocations.beatEvery(Duration.ofMillis(50 + chance.nextInt(200)));
            default -> {}
        }
    }

    private Revocation revoke() {
        return issuer.revocations().revoke(Kind.GRANT, "g-" + all.size(), Instant.ofEpochSecond(1732508400));
    }
}
