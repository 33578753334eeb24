package com.hubify.identity.server.client.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.ClientSecrets;
import com.hubify.identity.server.client.SecretUses;
import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.QueryTimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** Changes of clients that are cut short, come twice, or meet each other. */
@RedisServer(version = RedisVersion.MACHINE)
class ClientChangesIT extends RedisContract {

    private static final Instant NOW = TestClock.START;

    private static final String OPERATOR = "operator";

    private final TestClock clock = TestClock.standing();
    private final Ends ends = new Ends();
    private final Uses uses = new Uses();
    private final List<ClientChanged> told = new ArrayList<>();
    private final ClientCatalog configured = TestClients.configured();
    private final RedisRegisteredClients stored =
            new RedisRegisteredClients(configured, redis, new RedisClientOrigins(redis), clock);
    private final Clients clients = new Clients(
            configured,
            stored,
            new ClientViews(stored, uses, clock),
            ends,
            event -> told.add((ClientChanged) event),
            clock,
            new SecureRandom());

    ClientChangesIT(Redis server) {
        super(server);
    }

    @BeforeEach
    void startAnew() {
        ends.published.clear();
        ends.failing = 0;
        uses.latest.clear();
        told.clear();
        clock.reset();
    }

    /**
     * Fault: Redis goes away, or the server dies, in the middle: before the first step, or between two. Attack: tokens that live on
     * for good, since there is no client any more whose tokens could be ended, or one that looks as if it had none.
     */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "2, true"})
    void leavesNoTokenOfAClientThatIsGoneOrDisabled(int failing, boolean isDeleted) {
        create("leaver", "client_secret_basic");
        ends.failing = failing;

        Throwable failed = catchThrowable(() -> end("leaver", isDeleted));

        assertThat(failed).isInstanceOf(QueryTimeoutException.class);
        KnownClient left = clients.find("leaver").orElseThrow();
        assertThat(left.isDisabled()).isEqualTo(failing == 2);
        assertThat(!left.isDisabled() || ends.reach("leaver", NOW)).isTrue();

        end("leaver", isDeleted);
        assertThat(clients.find("leaver").isPresent()).isNotEqualTo(isDeleted);
        assertThat(ends.reach("leaver", NOW)).isTrue();
    }

    private void end(String id, boolean isDeleted) {
        if (isDeleted) {
            clients.delete(id, OPERATOR);
        } else {
            clients.disable(id, OPERATOR);
        }
    }

    /** What was minted by a request that had read the client a moment before ends, too. */
    @Test
    void endsWhatIsMintedWhileTheClientIsDisabled() {
        create("minting", "client_secret_basic");

        clients.disable("minting", OPERATOR);

        assertThat(ends.reach("minting", NOW.plusSeconds(4))).isTrue();
        assertThat(ends.reach("minting", NOW.plusSeconds(6))).isFalse();
    }

    /**
     * Attack: while the server is upgraded node by node, a disabled client asks a node of a release that reads {@code secret} alone
     * and doesn't know of {@code disabled}. Such a release takes a client for unknown whose secret is no digest.
     */
    @ParameterizedTest
    @CsvSource({"client_secret_basic", "none"})
    void keepsADisabledClientFromNodesThatDoNotKnowOfThat(String method) {
        create("former", method);

        clients.disable("former", OPERATOR);
        assertThat(secretForOldNodes("former")).isNotEmpty().matches(secret -> !ClientSecrets.isEncoded(secret));

        clients.update("former", before -> before, null, OPERATOR);
        assertThat(secretForOldNodes("former")).isNotEmpty().matches(secret -> !ClientSecrets.isEncoded(secret));

        clients.enable("former", OPERATOR);
        String secret = secretForOldNodes("former");
        assertThat(method.equals("none") ? secret.isEmpty() : ClientSecrets.isEncoded(secret))
                .isTrue();
        assertThat(stored.findByClientId("former")).isNotNull();
    }

    private String secretForOldNodes(String id) {
        return JsonMapper.shared()
                .readTree(Objects.requireNonNull(redis.opsForValue().get("hfy:client:" + id)))
                .path("secret")
                .asString("");
    }

    /** Fault: the answer to a rotation is lost, and it is sent again. The secret in use would end, and the client with it. */
    @Test
    void keepsTheSecretInUseThroughARepeatedRotation() {
        String inUse = create("rolled", "client_secret_basic");
        uses.note(ClientSecrets.digest(inUse));

        String lost = rotate("rolled", Duration.ofHours(1));
        clock.wind(Duration.ofMinutes(10));
        String held = rotate("rolled", Duration.ofHours(1));

        assertThat(good("rolled", inUse)).isTrue();
        assertThat(good("rolled", lost)).isFalse();
        assertThat(good("rolled", held)).isTrue();
        assertThat(clients.find("rolled").orElseThrow().secrets())
                .extracting(KnownClient.ClientSecret::expiresAt)
                .containsExactly(null, NOW.plusSeconds(600 + 3600));

        uses.note(ClientSecrets.digest(held));
        rotate("rolled", Duration.ofHours(1));
        assertThat(good("rolled", inUse)).isFalse();
        assertThat(good("rolled", held)).isTrue();
    }

    /** Attack: a secret that has leaked stays good because the newer one was not used yet. */
    @Test
    void endsAllSecretsWithoutAnOverlap() {
        String leaked = create("leaked", "client_secret_basic");
        uses.note(ClientSecrets.digest(leaked));
        String unused = rotate("leaked", Duration.ofHours(1));

        String last = rotate("leaked", Duration.ZERO);

        assertThat(good("leaked", leaked)).isFalse();
        assertThat(good("leaked", unused)).isFalse();
        assertThat(good("leaked", last)).isTrue();
    }

    @Test
    void tellsWhatWasDone() {
        create("told", "client_secret_basic");
        clients.delete("told", OPERATOR);

        assertThat(told)
                .extracting(ClientChanged::act)
                .containsExactly(ClientChanged.Act.CREATED, ClientChanged.Act.DISABLED, ClientChanged.Act.DELETED);
        assertThatExceptionOfType(ClientRefused.class).isThrownBy(() -> clients.delete("told", OPERATOR));
        assertThat(ends.published).hasSize(2);
    }

    private String rotate(String id, Duration overlap) {
        return Objects.requireNonNull(
                clients.rotateSecret(id, overlap, OPERATOR).secret());
    }

    private boolean good(String id, String secret) {
        String digests = Objects.requireNonNull(stored.findByClientId(id)).getClientSecret();
        return Objects.requireNonNull(digests).contains(ClientSecrets.digest(secret));
    }

    private String create(String id, String method) {
        return Objects.requireNonNullElse(
                clients.create(id, metadata(method.equals("none")), method, OPERATOR)
                        .secret(),
                "");
    }

    private static ClientMetadata metadata(boolean isPublic) {
        return new ClientMetadata(
                "A client",
                null,
                isPublic,
                Set.of("authorization_code"),
                Set.of("https://client.example/callback"),
                Set.of(),
                Set.of("openid"),
                Set.of(),
                true,
                false,
                true,
                "RS256",
                Set.of(),
                Duration.ofMinutes(10),
                Duration.ofDays(30),
                null,
                null,
                null);
    }

    /** Revocations, one of which fails. */
    private static final class Ends implements Revocations {

        private final List<Revocation> published = new ArrayList<>();

        /** Which of the next ones fails; 0 for none. */
        private int failing;

        boolean reach(String client, Instant issuedAt) {
            Lineage token = new Lineage(issuedAt, List.of(new Ancestor(Ancestor.Kind.CLIENT, client)));
            return published.stream().anyMatch(revocation -> revocation.kills(token));
        }

        @Override
        public void publish(Revocation revocation) {
            if (failing > 0 && --failing == 0) {
                throw new QueryTimeoutException("Redis does not answer");
            }
            published.add(revocation);
        }

        @Override
        public void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable Ancestor all) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void publishEnd(Revocation ended, Ancestor all) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isRevoked(List<Lineage> lines) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Uses implements SecretUses {

        private final Map<String, Instant> latest = new HashMap<>();

        @Override
        public void note(String digest) {
            latest.put(digest, NOW);
        }

        @Override
        public Map<String, Instant> latest(List<String> digests) {
            Map<String, Instant> found = new HashMap<>(latest);
            found.keySet().retainAll(digests);
            return found;
        }
    }
}
