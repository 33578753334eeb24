package com.hubify.identity.server.revocation;

import static com.hubify.identity.server.revocation.RevocationsContract.entry;
import static com.hubify.identity.server.revocation.RevocationsContract.lineage;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.redis.RedisContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class RedisRevocationsContract extends RedisContract implements RevocationsContract {

    private static final Ancestor SHOP = Ancestor.clientGrants("user_mallory", "shop");
    private static final Ancestor WIKI = Ancestor.clientGrants("user_mallory", "wiki");
    private static final Ancestor SIGN_INS = new Ancestor(Kind.SIGN_INS, "user_mallory");

    private final Revocations revocations = new RedisRevocations(redis, TestRevocations.PROPERTIES);
    private final Revocations onOtherNode = new RedisRevocations(otherNode, TestRevocations.PROPERTIES);

    RedisRevocationsContract(Redis server) {
        super(server);
    }

    @Override
    public Revocations revocations() {
        return revocations;
    }

    @Override
    public Revocations onOtherNode() {
        return onOtherNode;
    }

    /** A damaged entry still says that something was revoked. It must not answer with an error, or as if nothing were. */
    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1776160800.5", "99999999999999999999"})
    void whatCantBeReadEndsEverything(String damaged) {
        Ancestor client = new Ancestor(Kind.CLIENT, "c");
        redis.opsForValue().set(RedisRevocations.key(client), damaged);

        assertThat(revocations.isRevoked(lineage(NOW.plusSeconds(3600), Kind.CLIENT, "c")))
                .isTrue();
    }

    @Test
    void logsEachOnceAndForgetsItAfterTheRetention() {
        revocations.publish(new Revocation(new Ancestor(Kind.KEY, "abcd1234"), NOW));
        revocations.publish(new Revocation(new Ancestor(Kind.KEY, "abcd1234"), NOW));

        assertThat(redis.opsForStream().size("hfy:{revocations}:log")).isEqualTo(1);
        assertThat(redis.getExpire("hfy:{revocations}:key:abcd1234"))
                .isCloseTo(Duration.ofDays(100).toSeconds(), Offset.offset(60L));
    }

    /** Attack: tokens, which cost nothing, made and revoked until Redis is full. */
    @Test
    void forgetsATokenOnceItWouldHaveExpiredAnyway() {
        revocations.publish(new Revocation(new Ancestor(Kind.TOKEN, "t"), NOW));

        assertThat(redis.getExpire("hfy:{revocations}:token:t"))
                .isCloseTo(Duration.ofHours(25).toSeconds(), Offset.offset(60L));
    }

    /** Attack: organizations made and deleted at Clerk until Redis is full. */
    @Test
    void forgetsWhatOnlySessionTokensDescendFromAlike() {
        revocations.publishBriefly(new Revocation(new Ancestor(Kind.ORGANIZATION, "org_1"), NOW));

        assertThat(redis.getExpire("hfy:{revocations}:organization:org_1"))
                .isCloseTo(Duration.ofHours(25).toSeconds(), Offset.offset(60L));
    }

    /** A service that connects now has to know it, whatever has become of the log. */
    @Test
    void keepsTheRecentOnesApartFromTheLog() {
        Revocations shortLog = new RedisRevocations(redis, TestRevocations.properties(1));
        for (int i = 0; i < 300; i++) {
            shortLog.publish(new Revocation(new Ancestor(Kind.GRANT, "g" + i), NOW));
        }

        assertThat(redis.opsForStream().size("hfy:{revocations}:log")).isLessThan(300);
        assertThat(redis.opsForZSet().size("hfy:{revocations}:recent")).isEqualTo(300);
    }

    @Test
    void forgetsWhatIsNoLongerRecent() {
        redis.opsForZSet().add("hfy:{revocations}:recent", "1-0 grant 1 old", 1);

        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "g"), NOW));

        assertThat(redis.opsForZSet().size("hfy:{revocations}:recent")).isEqualTo(1);
        assertThat(redis.getExpire("hfy:{revocations}:recent"))
                .isCloseTo(Duration.ofHours(25).toSeconds(), Offset.offset(60L));
    }

    @Test
    void logsALaterTimeAnewAndAnEarlierOneNot() {
        revocations.publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW));
        revocations.publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW.plusSeconds(60)));
        revocations.publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW.plusSeconds(30)));

        assertThat(redis.opsForStream().size("hfy:{revocations}:log")).isEqualTo(2);
        assertThat(redis.opsForZSet().range("hfy:{revocations}:recent", 0, -1))
                .singleElement(as(STRING))
                .endsWith(" subject " + NOW.plusSeconds(60).getEpochSecond() + " user_2abc");
    }

    /**
     * Attack: a client mints and revokes in a loop until the store, or the history of every node, is full. From two nodes at
     * once, since a look before the leap would let more through.
     */
    @Test
    void manyTokensOfAHolderBecomeOne() {
        Ancestor holder = new Ancestor(Kind.SUBJECT, "looping");
        IntStream.range(0, 60)
                .parallel()
                .forEach(i -> (i % 2 == 0 ? revocations : onOtherNode)
                        .publishToken(
                                new Revocation(new Ancestor(Kind.TOKEN, "loop" + i), NOW),
                                NOW.plusSeconds(600),
                                holder,
                                null));

        assertThat(redis.opsForZSet().zCard(RedisRevocations.RECENT)).isEqualTo(TestRevocations.TOKENS_PER_HOLDER + 1);
        for (int i = 0; i < 60; i++) {
            Lineage token = new Lineage(NOW, List.of(new Ancestor(Kind.TOKEN, "loop" + i), holder));
            assertThat(revocations.isRevoked(token)).isTrue();
        }
        assertThat(revocations.isRevoked(lineage(NOW.plusSeconds(1), Kind.SUBJECT, "looping")))
                .isFalse();
        assertThat(revocations.isRevoked(lineage(NOW, Kind.SUBJECT, "another"))).isFalse();
    }

    @Test
    void aTokenRevokedByItsHolderIsForgottenOnceItIsOver() {
        revocations.publishToken(
                new Revocation(new Ancestor(Kind.TOKEN, "short"), NOW),
                NOW.plusSeconds(600),
                new Ancestor(Kind.GRANT, "g"),
                SHOP);

        assertThat(redis.getExpire("hfy:{revocations}:token:short")).isBetween(590L, 600L);
    }

    /** Fault: Redis has lost what several nodes know, and all of them write it again at once. */
    @Test
    void restoresEachOnceWhateverIsLeft() {
        List<LoggedRevocation> lost = IntStream.range(0, 250)
                .mapToObj(i -> entry(1_776_160_800_000L + i, Kind.GRANT, "g" + i, NOW))
                .toList();
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "g7"), NOW));
        redis.delete(List.of(RedisRevocations.LOG, RedisRevocations.RECENT));

        AtomicInteger restored = new AtomicInteger();
        IntStream.range(0, 4)
                .parallel()
                .forEach(i -> restored.addAndGet((i % 2 == 0 ? revocations : onOtherNode).restore(lost)));

        assertThat(restored).hasValue(250);
        assertThat(redis.opsForStream().size(RedisRevocations.LOG)).isEqualTo(250);
        assertThat(redis.opsForZSet().zCard(RedisRevocations.RECENT)).isEqualTo(250);
        assertThat(redis.getExpire(RedisRevocations.RECENT)).isPositive();
        assertThat(redis.getExpire(RedisRevocations.RESTORED)).isPositive();
        assertThat(lost)
                .allSatisfy(entry -> assertThat(revocations.isRevoked(lineage(NOW, Kind.GRANT, entry.id())))
                        .isTrue());
        assertThat(revocations.restore(lost)).isZero();
    }

    /** A damaged mark ends everything already, and must not keep others from being written again. */
    @Test
    void restoringPassesOverWhatCantBeRead() {
        redis.opsForValue().set(RedisRevocations.key(new Ancestor(Kind.CLIENT, "c")), "soon");

        assertThat(revocations.restore(List.of(entry(1, Kind.CLIENT, "c", NOW), entry(2, Kind.CLIENT, "d", NOW))))
                .isEqualTo(2);

        assertThat(revocations.isRevoked(lineage(NOW.plusSeconds(1), Kind.CLIENT, "c")))
                .isTrue();
        assertThat(revocations.isRevoked(lineage(NOW, Kind.CLIENT, "d"))).isTrue();
    }

    /**
     * Attack: one person signs in and out, or a client has codes redeemed and the grants revoked, until the history of every node
     * and the view of every service are full. From two nodes at once.
     */
    @ParameterizedTest
    @EnumSource(names = {"GRANT", "SESSION"})
    void manyEndsBecomeOne(Kind kind) {
        Ancestor all = kind == Kind.GRANT ? SHOP : SIGN_INS;
        loop(kind, all, 60);

        assertThat(redis.opsForZSet().zCard(RedisRevocations.RECENT)).isEqualTo(TestRevocations.ENDS_PER_ACCOUNT + 1);
        for (int i = 0; i < 60; i++) {
            assertThat(revocations.isRevoked(of(all, NOW, kind, "loop" + i))).isTrue();
        }
        assertThat(revocations.isRevoked(of(all, NOW.plusSeconds(1), kind, "later")))
                .isFalse();
        assertThat(revocations.isRevoked(of(new Ancestor(all.kind(), "user_ada shop"), NOW, kind, "another")))
                .isFalse();
        assertThat(revocations.isRevoked(Lineage.ofKey(NOW, "key", "user_mallory")))
                .isFalse();
    }

    /**
     * Attack: the loop goes on past the bound, for a day. An entry in each second would be as many as if nothing were bounded, and
     * each client could add them.
     */
    @ParameterizedTest
    @EnumSource(names = {"GRANT", "SESSION"})
    void whatGoesOnPastTheBoundHasOneEntryAmongTheRecentOnes(Kind kind) {
        Ancestor all = kind == Kind.GRANT ? SHOP : SIGN_INS;
        loop(kind, all, TestRevocations.ENDS_PER_ACCOUNT);
        for (int second = 0; second < 30; second++) {
            (second % 2 == 0 ? revocations : onOtherNode)
                    .publishEnd(new Revocation(new Ancestor(kind, "past" + second), NOW.plusSeconds(second)), all);
        }

        assertThat(redis.opsForZSet().zCard(RedisRevocations.RECENT)).isEqualTo(TestRevocations.ENDS_PER_ACCOUNT + 1);
        assertThat(redis.opsForZSet().reverseRange(RedisRevocations.RECENT, 0, 0))
                .singleElement(as(STRING))
                .endsWith(NOW.plusSeconds(29).getEpochSecond() + " " + all.id());
        assertThat(redis.getExpire("hfy:{revocations}:latest-of:" + all.kind().word() + ":" + all.id()))
                .isCloseTo(Duration.ofHours(25).toSeconds(), Offset.offset(60L));
    }

    /** Attack: the same with the tokens that a client gets for itself. */
    @Test
    void tokensPastTheBoundOfAClientHaveOneEntryAmongTheRecentOnes() {
        Ancestor holder = new Ancestor(Kind.SUBJECT, "looping");
        for (int i = 0; i < 60; i++) {
            Instant second = NOW.plusSeconds(i);
            Revocation token = new Revocation(new Ancestor(Kind.TOKEN, "loop" + i), second);
            revocations.publishToken(token, NOW.plusSeconds(600), holder, null);
        }

        assertThat(redis.opsForZSet().zCard(RedisRevocations.RECENT)).isEqualTo(TestRevocations.TOKENS_PER_HOLDER + 1);
    }

    /**
     * Attack: a client that has a person's browser fetches codes without a question, redeems them and revokes, until all that the
     * person has anywhere is ended, or until what other clients revoke becomes more than that. From two nodes at once.
     */
    @Test
    void aClientsLoopEndsWhatThatClientHoldsForThatPerson() {
        revocations.publishEnd(new Revocation(new Ancestor(Kind.GRANT, "wikis"), NOW), WIKI);

        loop(Kind.GRANT, SHOP, 60);
        for (int i = 0; i < 100; i++) {
            token("shop" + i, "g" + i, SHOP);
        }
        revocations.publishEnd(new Revocation(new Ancestor(Kind.GRANT, "wikis-too"), NOW), WIKI);
        revocations.publishEnd(new Revocation(new Ancestor(Kind.SESSION, "s"), NOW), SIGN_INS);
        token("wikis", "wikis-last", WIKI);

        assertThat(revocations.isRevoked(of(SHOP, NOW, Kind.GRANT, "never-named")))
                .isTrue();
        assertThat(revocations.isRevoked(of(WIKI, NOW, Kind.GRANT, "wikis-last")))
                .isFalse();
        assertThat(revocations.isRevoked(of(Ancestor.clientGrants("user_ada", "shop"), NOW, Kind.GRANT, "adas")))
                .isFalse();
        assertThat(revocations.isRevoked(new Lineage(NOW, List.of(new Ancestor(Kind.SESSION, "other"), SIGN_INS))))
                .isFalse();
        assertThat(redis.hasKey(RedisRevocations.key(WIKI))).isFalse();
        assertThat(redis.hasKey(RedisRevocations.key(SIGN_INS))).isFalse();
        assertThat(redis.hasKey("hfy:{revocations}:token:wikis")).isTrue();
    }

    /** Attack: the same with one loop that goes on for a day, so that the first ends are over when the last are counted. */
    @Test
    void endsAreCountedForAsLongAsServicesKnowThem() {
        for (int i = 0; i < TestRevocations.ENDS_PER_ACCOUNT; i++) {
            end("early" + i, NOW);
        }

        end("late", NOW.plus(Duration.ofHours(25)).minusSeconds(1));
        end("free", NOW.plus(Duration.ofHours(25)));

        assertThat(redis.hasKey("hfy:{revocations}:grant:late")).isFalse();
        assertThat(redis.hasKey("hfy:{revocations}:client_grants:user_mallory shop"))
                .isTrue();
        assertThat(redis.hasKey("hfy:{revocations}:grant:free")).isTrue();
    }

    /**
     * Attack: one client has a person's codes again and again, and with each grant makes and revokes as many tokens as one may.
     * What it ends is the grant they came from.
     */
    @Test
    void manyTokensOfManyGrantsEndTheGrantTheyCameFrom() {
        for (int grant = 0; grant < 30; grant++) {
            for (int i = 0; i < 10; i++) {
                token(grant + "-" + i, "g" + grant, SHOP);
            }
        }

        assertThat(redis.opsForZSet().zCard(RedisRevocations.RECENT))
                .isEqualTo(TestRevocations.TOKENS_PER_ACCOUNT + TestRevocations.ENDS_PER_ACCOUNT + 1);
        assertThat(revocations.isRevoked(lineage(NOW, Kind.GRANT, "g0"))).isFalse();
        assertThat(revocations.isRevoked(lineage(NOW, Kind.GRANT, "g5"))).isTrue();
        for (int grant = 0; grant < 30; grant++) {
            for (int i = 0; i < 10; i++) {
                Lineage token = new Lineage(
                        NOW,
                        List.of(
                                new Ancestor(Kind.TOKEN, grant + "-" + i),
                                new Ancestor(Kind.GRANT, "g" + grant),
                                SHOP));
                assertThat(revocations.isRevoked(token)).isTrue();
            }
        }
    }

    private void loop(Kind kind, Ancestor all, int times) {
        IntStream.range(0, times)
                .parallel()
                .forEach(i -> (i % 2 == 0 ? revocations : onOtherNode)
                        .publishEnd(new Revocation(new Ancestor(kind, "loop" + i), NOW), all));
    }

    private void token(String token, String grant, Ancestor all) {
        revocations.publishToken(
                new Revocation(new Ancestor(Kind.TOKEN, token), NOW),
                NOW.plusSeconds(600),
                new Ancestor(Kind.GRANT, grant),
                all);
    }

    private void end(String grant, Instant at) {
        revocations.publishEnd(new Revocation(new Ancestor(Kind.GRANT, grant), at), SHOP);
    }

    private static Lineage of(Ancestor all, Instant issuedAt, Kind kind, String id) {
        return new Lineage(issuedAt, List.of(new Ancestor(kind, id), all));
    }
}
