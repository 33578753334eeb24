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
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<ClientChanged> told = new CopyOnWriteArrayList<>();
    private final ClientCatalog configured = TestClients.configured();
    private final RedisRegisteredClients stored =
            new RedisRegisteredClients(configured, redis, new RedisClientOrigins(redis), clock);
    private final ClientViews views = new ClientViews(stored, uses, clock);
    private final ClientDrafts drafts = new ClientDrafts(views, clock, new SecureRandom());
    private final Clients clients =
            new Clients(configured, stored, views, ends, event -> told.add((ClientChanged) event), clock, drafts);
    private final ClientBatches batches =
            new ClientBatches(configured, stored, views, drafts, event -> told.add((ClientChanged) event));

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

    /** Bad input: nothing is half-applied. Each that is refused is named. */
    @Test
    void changesNothingWhereOneOfManyIsRefused() {
        List.of("there", "there-too").forEach(id -> create(id, "client_secret_basic"));
        told.clear();
        List<ClientBatches.Change> changes = List.of(
                ClientBatches.Change.create("good", metadata(false), "client_secret_basic"),
                ClientBatches.Change.create("there", metadata(false), "client_secret_basic"),
                ClientBatches.Change.create("configured", metadata(false), "client_secret_basic"),
                ClientBatches.Change.update("unknown", before -> before, null),
                ClientBatches.Change.update("there-too", before -> before, 7L));

        ClientBatches.Outcome outcome = batches.apply(changes, OPERATOR);

        assertThat(outcome.refused().keySet()).containsExactly("configured", "there", "there-too", "unknown");
        assertThat(batches.rehearse(changes).keySet())
                .isEqualTo(outcome.refused().keySet());
        assertThat(outcome.created()).isEmpty();
        assertThat(clients.find("good")).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void registersAndChangesManyAtOnce() {
        create("kept", "client_secret_basic");
        List<ClientBatches.Change> changes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            changes.add(ClientBatches.Change.create(
                    "many-" + i, metadata(i % 2 == 0), i % 2 == 0 ? "none" : "client_secret_post"));
        }
        changes.add(ClientBatches.Change.update("kept", ClientChangesIT::renamed, 1L));

        ClientBatches.Outcome outcome = batches.apply(changes, OPERATOR);

        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.created())
                .hasSize(300)
                .filteredOn(made -> made.secret() == null)
                .hasSize(150);
        assertThat(outcome.updated()).extracting(KnownClient::version).containsExactly(2L);
        assertThat(clients.list("", 1_000)).hasSize(302);
        assertThat(told).hasSize(302);
        assertThat(stored.findByClientId("many-299")).isNotNull();
        assertThat(redis.opsForZSet().zCard("hfy:client-origins")).isEqualTo(150);
    }

    /** Race: somebody else changes one, or takes an id, between the check and the write. What they made stays. */
    @Test
    void leavesWhatSomebodyElseChangedMeanwhile() {
        create("raced", "client_secret_basic");

        ClientBatches.Outcome outcome = batches.apply(
                List.of(
                        ClientBatches.Change.update(
                                "raced",
                                before -> {
                                    clients.disable("raced", OPERATOR);
                                    create("taken", "none");
                                    return renamed(before);
                                },
                                null),
                        ClientBatches.Change.create("taken", metadata(false), "client_secret_basic"),
                        ClientBatches.Change.create("free", metadata(false), "client_secret_basic")),
                OPERATOR);

        assertThat(outcome.refused())
                .hasSize(2)
                .hasEntrySatisfying(
                        "raced", refused -> assertThat(refused.reason()).isEqualTo(ClientRefused.Reason.CHANGED))
                .hasEntrySatisfying(
                        "taken", refused -> assertThat(refused.reason()).isEqualTo(ClientRefused.Reason.EXISTS));
        assertThat(clients.find("raced").orElseThrow().isDisabled()).isTrue();
        assertThat(clients.find("free")).isPresent();
    }

    /** Fault: one that can't be read, or that the configuration has too, ended the list before its end. */
    @Test
    void listsAllThatCanBeReadPageByPage() {
        List.of("a", "b", "configured-2", "d").forEach(id -> create(id, "none"));
        redis.opsForValue().set("hfy:client:b", "nonsense");
        String other = Objects.requireNonNull(redis.opsForValue().get("hfy:client:a"));
        redis.opsForValue().set("hfy:client:configured", other.replace("\"a\"", "\"configured\""));
        redis.opsForZSet().add("hfy:clients", "configured", 0);

        assertThat(clients.list("", 3)).extracting(KnownClient::id).containsExactly("a", "configured", "configured-2");
        assertThat(clients.list("configured", 3)).extracting(KnownClient::id).containsExactly("configured-2", "d");
        assertThat(clients.list("", 2)).hasSize(2);
    }

    private static KnownClient renamed(KnownClient before) {
        return new KnownClient(
                before.id(),
                metadata(false),
                "client_secret_post",
                false,
                before.isDisabled(),
                before.secrets(),
                before.createdAt(),
                before.updatedAt(),
                before.version());
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
