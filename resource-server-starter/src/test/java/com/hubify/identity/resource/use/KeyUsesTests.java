package com.hubify.identity.resource.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.testing.TestClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyUsesTests {

    private static final Scopes READ = Scopes.parse("labs:read").orElseThrow();
    private static final Scopes BOTH = Scopes.parse("labs:read labs:write").orElseThrow();

    private final TestClock clock = TestClock.standing();
    private final KeyUses uses = KeyUses.counting(clock);

    @Test
    void countsUsesScopesAndThePlaceOfTheLast() throws UnknownHostException {
        InetAddress ipv6 = InetAddress.getByName("2001:db8::1");
        use("abcd1234");
        clock.wind(Duration.ofSeconds(90));
        KeyUse last = Objects.requireNonNull(uses.count(key("abcd1234"), () -> ipv6));
        last.count(BOTH, last.count(READ, 0));

        assertThat(uses.take())
                .containsExactly(new UsedKey(
                        "abcd1234",
                        2,
                        clock.instant().truncatedTo(ChronoUnit.MINUTES),
                        "2001:db8::1",
                        Map.of("labs:read", 2L, "labs:write", 1L)));
        assertThat(uses.take()).isEmpty();
    }

    /** A rule and a handler, or a handler called twice by a forward, may demand the same scope of one request. */
    @Test
    void countsAScopeOnceForEachRequest() {
        KeyUse use = Objects.requireNonNull(uses.count(key("abcd1234"), () -> null));
        long counted = use.count(READ, 0);
        counted = use.count(BOTH, counted);
        use.count(BOTH, counted);

        assertThat(uses.take().get(0).scopes()).isEqualTo(Map.of("labs:read", 1L, "labs:write", 1L));
    }

    @Test
    void countsNothingForOtherCredentials() {
        for (Caller.Kind kind : List.of(Caller.Kind.ACCESS_TOKEN, Caller.Kind.SESSION_TOKEN)) {
            assertThat(uses.count(Caller.of(kind, "user_1", BOTH), () -> null)).isNull();
        }
        assertThat(KeyUses.off(clock).count(key("abcd1234"), () -> null)).isNull();
        assertThat(uses.take()).isEmpty();
    }

    /** Fault: reports that are taken while requests are served lose some of them, or count some twice. */
    @Test
    void losesNoneWhileOthersAreTaken() throws InterruptedException {
        List<Thread> requests = IntStream.range(0, 4)
                .mapToObj(thread -> new Thread(() -> IntStream.range(0, 20_000).forEach(i -> use("key" + i % 3))))
                .toList();
        List<UsedKey> taken = new ArrayList<>();
        requests.forEach(Thread::start);
        for (Thread request : requests) {
            while (request.isAlive()) {
                taken.addAll(uses.take());
            }
            request.join();
        }
        taken.addAll(uses.take());

        assertThat(taken.stream().mapToLong(UsedKey::count).sum()).isEqualTo(80_000);
        assertThat(taken.stream()
                        .mapToLong(used -> used.scopes().getOrDefault("labs:read", 0L))
                        .sum())
                .isEqualTo(80_000);
    }

    /** Fault: a request that found its counter just before the counter was taken out for being idle. */
    @Test
    void countsWhatReachesACounterThatLeaves() {
        use("abcd1234");
        KeyUse early = Objects.requireNonNull(uses.count(key("abcd1234"), () -> null));
        uses.take();
        assertThat(uses.take()).isEmpty();
        assertThat(uses.take()).isEmpty();

        early.count(READ, 0);

        assertThat(uses.take()).singleElement().satisfies(use -> {
            assertThat(use.count()).isZero();
            assertThat(use.scopes()).isEqualTo(Map.of("labs:read", 1L));
        });
        assertThat(uses.take()).isEmpty();
    }

    /** Attack: millions of good keys, until the memory of the service ends. */
    @Test
    void countsABoundedNumberOfKeysUntilOthersRest() {
        for (int i = 0; i < KeyUses.MOST_KEYS + 10; i++) {
            uses.count(key("%08d".formatted(i)), () -> null);
        }
        assertThat(uses.take()).hasSize(KeyUses.MOST_KEYS);

        assertThat(uses.take()).isEmpty();
        assertThat(uses.count(key("another0"), () -> null)).isNotNull();
    }

    /** Beyond the 64th, a scope must not be counted as another. */
    @Test
    void countsABoundedNumberOfScopes() {
        KeyUse use = Objects.requireNonNull(uses.count(key("abcd1234"), () -> null));
        long counted = 0;
        for (int i = 0; i < 70; i++) {
            counted = use.count(Scopes.of(List.of(new Scope("labs:a" + i))), counted);
        }

        assertThat(uses.take().get(0).scopes())
                .hasSize(64)
                .containsKeys("labs:a0", "labs:a63")
                .doesNotContainKey("labs:a64")
                .allSatisfy((scope, count) -> assertThat(count).isEqualTo(1));
    }

    private void use(String key) {
        KeyUse use = Objects.requireNonNull(uses.count(key(key), () -> null));
        use.count(READ, 0);
    }

    private static Caller key(String id) {
        return Caller.of(Caller.Kind.API_KEY, "user_1", BOTH).withKeyId(id);
    }
}
