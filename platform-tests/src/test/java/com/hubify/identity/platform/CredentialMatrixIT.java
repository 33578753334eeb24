package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of credential at services of both stacks, good, bad and taken back, with the real identity server behind them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialMatrixIT {

    private static final String SOLO = "solo@example.com";
    private static final String MEMBER = "member@example.com";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private final Map<Stack, ProtectedService> services = new EnumMap<>(Stack.class);
    private Platform platform;
    private Issued issued;
    private CommandLine solo;
    private String soloToken;

    /** A kind of credential: how one is come by that may read labs and nothing else. */
    enum Kind {
        MACHINE_TOKEN {
            @Override
            String make(CredentialMatrixIT test) {
                return test.issued.machineToken("labs:read");
            }
        },
        API_KEY {
            @Override
            String make(CredentialMatrixIT test) {
                return test.issued.key(test.soloToken, "labs:read");
            }
        },
        SESSION_TOKEN {
            @Override
            String make(CredentialMatrixIT test) {
                return test.issued.sessionToken(SOLO);
            }
        };

        abstract String make(CredentialMatrixIT test);
    }

    @BeforeAll
    void start(@TempDir Path home) {
        platform = Platform.startWithoutDemo(Map.of());
        issued = new Issued(platform);
        for (Stack stack : Stack.values()) {
            services.put(stack, ProtectedService.start(stack, platform, Map.of()));
        }
        solo = issued.person(home, SOLO);
        soloToken = issued.personToken(solo);
    }

    @AfterAll
    void stop() {
        services.values().forEach(ProtectedService::close);
        platform.close();
    }

    @AfterEach
    void setClocksRight() {
        services.values().forEach(service -> service.setClockOff(Duration.ZERO));
    }

    static Stream<Arguments> everyKindOnEveryStack() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Stack.values()).map(stack -> Arguments.of(kind, stack)));
    }

    @ParameterizedTest
    @MethodSource("everyKindOnEveryStack")
    void acceptsGoodOneAgainAndAgain(Kind kind, Stack stack) {
        var credential = kind.make(this);

        assertThat(service(stack).labs(credential)).isEqualTo(200);
        assertThat(service(stack).labs(credential)).isEqualTo(200);
        assertThat(service(stack).fresh(credential)).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("everyKindOnEveryStack")
    void namesMissingScope(Kind kind, Stack stack) {
        var answer = service(stack).get("/papers", kind.make(this));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("error=\"insufficient_scope\"", "scope=\"papers:write\"", "resource_metadata=");
    }

    @ParameterizedTest
    @MethodSource("everyKindOnEveryStack")
    void refusesAlteredOneLikeAnyOther(Kind kind, Stack stack) {
        var credential = kind.make(this);
        int place = credential.length() - 10;
        char other = credential.charAt(place) == 'x' ? 'y' : 'x';

        var answer =
                service(stack).get("/labs", credential.substring(0, place) + other + credential.substring(place + 1));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo(service(stack).get("/labs", "nonsense").header("WWW-Authenticate"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesTokensPastTheirTimeAlsoFromMemory(Stack stack) {
        var machine = issued.machineToken("labs:read");
        var session = issued.sessionToken(SOLO);
        assertThat(service(stack).labs(machine)).isEqualTo(200);
        assertThat(service(stack).labs(session)).isEqualTo(200);

        service(stack).setClockOff(Duration.ofMinutes(11));

        assertThat(service(stack).labs(machine)).isEqualTo(401);
        assertThat(service(stack).labs(session)).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void refusesTokenRevokedByItsClient(Stack stack) {
        var token = issued.machineToken("labs:read");
        var other = issued.machineToken("labs:read");
        assertThat(service(stack).labs(token)).isEqualTo(200);

        issued.revokeToken(token);

        dies(stack, token);
        assertThat(service(stack).labs(other)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void refusesKeyRevokedByItsHolder(Stack stack) {
        var key = issued.key(soloToken, "labs:read");
        assertThat(service(stack).labs(key)).isEqualTo(200);

        issued.revokeKey(key);

        dies(stack, key);
    }

    @ParameterizedTest
    @EnumSource
    void letsANarrowedKeyDoLess(Stack stack) {
        var key = issued.key(soloToken, "labs:read", "papers:write");
        assertThat(service(stack).get("/papers", key).status()).isEqualTo(200);

        issued.narrow(soloToken, key, "labs:read");

        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service(stack).get("/papers", key).status() == 403);
        assertThat(service(stack).labs(key)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAReplacedKeyUntilItsOverlapEnds(Stack stack) {
        var old = issued.key(soloToken, "labs:read");
        assertThat(service(stack).labs(old)).isEqualTo(200);

        var successor = issued.rotate(soloToken, old, Duration.ofMinutes(10));

        assertThat(service(stack).labs(old)).isEqualTo(200);
        assertThat(service(stack).labs(successor)).isEqualTo(200);
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(20)).until(() -> {
            service(stack).setClockOff(Duration.ofMinutes(10));
            int status = service(stack).labs(old);
            service(stack).setClockOff(Duration.ZERO);
            return status == 401;
        });
        assertThat(service(stack).labs(successor)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAllThatDescendsFromRevokedPerson(Stack stack, @TempDir Path home) {
        // Revoked for the other stack a moment ago, and whatever is issued in the same second is dead too.
        // A sign-in takes seconds on a busy machine.
        var token = await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> issued.personToken(issued.person(home, MEMBER)), made -> true);
        var key = issued.key(token, "labs:read");
        // Clerk's clock may be ahead by as much as is allowed, so a session begun so soon counts as revoked.
        var session = await().atMost(Duration.ofMinutes(1))
                .until(() -> issued.sessionToken(MEMBER), made -> service(stack).labs(made) == 200);
        var others = issued.key(soloToken, "labs:read");
        assertThat(service(stack).labs(token)).isEqualTo(200);
        assertThat(service(stack).labs(key)).isEqualTo(200);
        assertThat(service(stack).labs(session)).isEqualTo(200);

        issued.revoke("subject", Issued.claim(token, "sub"));

        dies(stack, token);
        dies(stack, key);
        dies(stack, session);
        assertThat(service(stack).labs(others)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAllThatDescendsFromRevokedGrant(Stack stack, @TempDir Path home) {
        var hubify = issued.person(home, SOLO);
        var token = issued.personToken(hubify);
        assertThat(service(stack).labs(token)).isEqualTo(200);

        issued.revoke("grant", Issued.claim(token, "gid"));

        dies(stack, token);
        assertThat(service(stack).labs(soloToken)).isEqualTo(200);
    }

    private void dies(Stack stack, String credential) {
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service(stack).labs(credential) == 401);
        // Terminal: no answer under way brings it back.
        assertThat(service(stack).fresh(credential)).isEqualTo(401);
        assertThat(service(stack).labs(credential)).isEqualTo(401);
    }

    private ProtectedService service(Stack stack) {
        return Objects.requireNonNull(services.get(stack));
    }
}
