package com.hubify.identity.server.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RevocationTailTests {

    private static final Duration REACH = Duration.ofHours(2);
    private static final int HELD = 100;
    private static final Instant NOW = Instant.ofEpochSecond(1_732_508_400);

    private final InMemoryRevocations redis = new InMemoryRevocations();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.tail.stop());
    }

    /** Otherwise the services of this node hear of nothing any more until it is started again. */
    @Test
    void isNotEndedByAnError(CapturedOutput output) {
        redis.failing.set(2);
        Node node = start();

        assertThat(node.closed).isFalse();
        assertThat(output)
                .containsOnlyOnce("can't be read: java.lang.StackOverflowError")
                .contains("at " + InMemoryRevocations.class.getName());
    }

    /**
     * Fault: Redis is emptied, or comes back from an older state. A node took the shorter log for all there is, and what was
     * revoked was good again, at services that connected then, too.
     */
    @Test
    void writesAgainWhatTheLogHasLost(CapturedOutput output) {
        Node one = start();
        Node other = start();
        one.revocations.publish(revocation("before"));
        InMemoryRevocations.State old = redis.state();
        one.revocations.publish(revocation("lost"));
        Awaitility.await().until(() -> one.knows("lost") && other.knows("lost"));

        redis.putBack(old);
        Awaitility.await().until(() -> redis.isRevoked(lineage("lost")));
        one.revocations.publish(revocation("after"));
        Awaitility.await().until(() -> one.knows("after") && other.knows("after"));

        assertThat(ids()).containsExactlyInAnyOrder("before", "lost", "after");
        assertThat(List.of(one, other, start())).allSatisfy(node -> {
            assertThat(node.knows("before")).isTrue();
            assertThat(node.knows("lost")).isTrue();
            assertThat(node.knows("never")).isFalse();
        });
        assertThat(output).containsOnlyOnce("Redis has lost 1 revocations");
    }

    /** Fault: Redis fails again while it is written to. What is half done must not pass for all there is. */
    @Test
    void isNoYoungerUntilWhatWasLostIsWrittenAgain() {
        Node node = start();
        node.revocations.publish(revocation("lost"));
        Awaitility.await().until(() -> node.knows("lost"));

        redis.isReadOnly = true;
        redis.putBack(new InMemoryRevocations.State());
        Awaitility.await().until(() -> redis.refused.get() > 1);
        long asOf = node.asOf();
        Awaitility.await().until(() -> redis.refused.get() > 3);
        assertThat(node.asOf()).isEqualTo(asOf);
        assertThat(node.knows("lost")).isTrue();

        redis.isReadOnly = false;
        Awaitility.await().until(() -> redis.isRevoked(lineage("lost")) && node.asOf() != asOf);
    }

    /** Fault: the Redis that took a revocation dies, and the one that takes over has none of it; nobody had read it yet. */
    @Test
    void publishesAgainWhatItHasAcknowledgedAndNobodyHasRead() {
        Node node = start();
        InMemoryRevocations.State old = redis.state();
        redis.isLogHidden = true;
        node.revocations.publish(revocation("unread"));
        node.revocations.publishToken(
                new Revocation(new Ancestor(Kind.TOKEN, "t"), NOW),
                NOW.plusSeconds(600),
                new Ancestor(Kind.CLIENT, "shop"),
                null);
        redis.putBack(old);
        redis.isLogHidden = false;

        Awaitility.await().until(() -> node.knows("unread"));
        Awaitility.await().until(() -> ids().size() == 2);
        assertThat(ids()).containsExactlyInAnyOrder("unread", "t");
    }

    /**
     * Attack: a client revokes token after token of a grant that its flood has ended already, and whose entry is too old to be
     * among those that nodes hold. None of these tokens becomes an entry, so the node takes them for lost: it must not write them
     * past the count.
     */
    @Test
    void publishesNothingAgainPastTheBoundOfItsHolder() {
        Node node = start();
        redis.tokensPerHolder = 1;
        Ancestor grant = new Ancestor(Kind.GRANT, "flooded");
        List.of("t1", "t2").forEach(token -> revokeToken(node, token, grant));
        for (int i = 0; i < HELD; i++) {
            node.revocations.publish(revocation("g" + i));
        }
        Awaitility.await().until(() -> node.knows("g" + (HELD - 1)) && !node.knows("flooded"));

        List.of("t3", "t4").forEach(token -> revokeToken(node, token, grant));
        awaitTwoReadings(node);

        assertThat(ids()).hasSize(HELD + 2).contains("t1", "flooded");
    }

    private static void revokeToken(Node node, String token, Ancestor holder) {
        node.revocations.publishToken(
                new Revocation(new Ancestor(Kind.TOKEN, token), NOW),
                NOW.plusSeconds(86_400),
                holder,
                Ancestor.clientGrants("user_mallory", "shop"));
    }

    /** Each reads to the end of the log and writes again what is missing there. */
    private static void awaitTwoReadings(Node node) {
        for (int i = 0; i < 2; i++) {
            long asOf = node.asOf();
            Awaitility.await().until(() -> node.asOf() != asOf);
        }
    }

    private Node start() {
        Node node = new Node(redis);
        nodes.add(node);
        node.tail.start();
        Awaitility.await().until(() -> node.closed || node.history.current() != null);
        return node;
    }

    private List<String> ids() {
        return redis.log(REACH, () -> {}).recent(10 * HELD).entries().stream()
                .map(LoggedRevocation::id)
                .toList();
    }

    private static Revocation revocation(String grant) {
        return new Revocation(new Ancestor(Kind.GRANT, grant), NOW);
    }

    private static Lineage lineage(String grant) {
        return new Lineage(NOW, List.of(new Ancestor(Kind.GRANT, grant)));
    }

    private static final class Node {

        private final RevocationHistory history =
                new RevocationHistory(HELD, Duration.ofSeconds(1).toNanos());
        private final RevokedAncestors revoked = new RevokedAncestors(history);
        private final Revocations revocations;
        private final RevocationTail tail;
        private volatile boolean closed;

        Node(InMemoryRevocations redis) {
            LostRevocations lost = new LostRevocations(redis, history, revoked, System::nanoTime);
            revocations = new FollowedRevocations(redis, history, revoked, lost, System::nanoTime);
            tail = new RevocationTail(
                    () -> redis.log(REACH, () -> closed = true), history, lost, HELD, System::nanoTime);
        }

        boolean knows(String grant) {
            RevocationSnapshot view = history.current();
            return view != null && revoked.kills(view, lineage(grant));
        }

        long asOf() {
            return Objects.requireNonNull(history.current()).asOf();
        }
    }
}
