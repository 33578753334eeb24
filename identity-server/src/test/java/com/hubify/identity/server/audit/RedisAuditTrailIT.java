package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.audit.chain.ChainWriters;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.redis.RedisJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Range;

@RedisServer(version = RedisVersion.MACHINE)
class RedisAuditTrailIT extends RedisContract {

    private static final int LENGTH = 200;
    private static final int PER_ACCOUNT_AND_KIND = 20;
    private static final int FLOOD = 1_000;

    // Until the retention trims it. Redis trims by whole nodes of a stream, which are 100 entries.
    private static final long AT_MOST = 2 * LENGTH + 100L;

    private RedisAuditTrail trail;

    RedisAuditTrailIT(Redis server) {
        super(server);
        trail = trail();
    }

    @BeforeEach
    void begin() {
        trail = trail();
        note("person.signed_in", Map.of("account", "user_victim", "session", "stolen"));
        note("operator.revoked", Map.of("operator", "ops", "id", "stolen"));
        note("refresh_token.reused", Map.of("account", "user_victim", "grant", "stolen"));
    }

    /** Attack: one customer makes and revokes keys, and signs in and out, until nothing else is left of what happened. */
    @Test
    void whatACustomerDoesDayByDayWashesOutNothingElse() {
        List<String> kinds = List.of("api_key.created", "api_key.revoked", "person.signed_in", "person.signed_out");
        kinds.forEach(kind -> flood(kind, Map.of("account", "user_mallory")));

        assertKept();
        assertThat(accounts("hfy:audit").stream().filter("user_mallory"::equals))
                .hasSize(kinds.size() * PER_ACCOUNT_AND_KIND);
        assertThat(redis.opsForStream().size("hfy:audit:repeated")).isBetween((long) LENGTH, AT_MOST);
        assertThat(redis.getExpire("hfy:audit:caused:person.signed_in:user_mallory:"))
                .isBetween(86_300L, 86_400L);
    }

    /** What many people do washes out what is old, which is what the stream is for. */
    @Test
    void everybodyTogetherFillsTheStreamAndNoMore() {
        IntStream.range(0, FLOOD).forEach(i -> note("person.signed_in", Map.of("account", "user_" + i)));

        assertThat(redis.opsForStream().size("hfy:audit")).isBetween((long) LENGTH, AT_MOST);
        assertThat(redis.hasKey("hfy:audit:repeated")).isFalse();
    }

    /** Attack: a stranger is refused as often as it takes. */
    @Test
    void refusalsWashOutNothingElse() {
        flood("client.refused", Map.of("reason", "made up"));
        flood("api_key.refused", Map.of("reason", "made up"));
        flood("sign_in.refused", Map.of("reason", "made up"));

        assertKept();
        assertThat(accounts("hfy:audit")).containsExactly("user_victim");
        assertThat(redis.opsForStream().size("hfy:audit:refused")).isBetween((long) LENGTH, AT_MOST);
    }

    /** Attack: a stranger opens error pages until nothing is left of the use of a stolen key. */
    @Test
    void errorPagesWashOutNoOtherRefusal() {
        note("api_key.refused", Map.of("account", "user_victim", "reason", "REVOKED"));

        flood("request.refused", Map.of("reference", "7K3M9Q2X"));
        flood("sign_in.refused", Map.of("reference", "7K3M9Q2X"));

        assertThat(accounts("hfy:audit:refused")).containsExactly("user_victim");
        assertThat(redis.opsForStream().size("hfy:audit:pages")).isBetween((long) LENGTH, AT_MOST);
    }

    /** Attack: a customer reuses refresh tokens of grants of their own, to wash out the trace of a theft from somebody else. */
    @Test
    void signsOfTheftThatOneAccountCausesWashOutNoOthers() {
        flood("refresh_token.reused", Map.of("account", "user_mallory", "grant", "own"));

        assertKept();
        assertThat(accounts("hfy:audit:security").stream().filter("user_mallory"::equals))
                .hasSize(PER_ACCOUNT_AND_KIND);
        assertThat(accounts("hfy:audit")).containsExactly("user_victim");
        assertThat(accounts("hfy:audit:repeated")).contains("user_mallory");
    }

    /** Attack: a client redeems codes of a person twice each, and then one that was stolen from them at another client. */
    @Test
    void signsOfTheftAtOneClientPushAsideNoneAtAnother() {
        flood("authorization_code.replayed", Map.of("account", "user_victim", "client", "evil"));

        note("authorization_code.replayed", Map.of("account", "user_victim", "client", "good"));

        assertThat(details("hfy:audit:security", "client").stream().filter("good"::equals))
                .hasSize(1);
        assertThat(details("hfy:audit:security", "client").stream().filter("evil"::equals))
                .hasSize(PER_ACCOUNT_AND_KIND);
    }

    /** Attack: what anybody can send, until nothing is left of the use of a stolen key. */
    @Test
    void whatAnybodyCanSendWashesOutNoMisuse() {
        note("api_key.refused", Map.of("account", "user_victim", "sort", "REVOKED_KEY"));

        flood("client.refused", Map.of("sort", "UNPROVEN_CLIENT"));
        flood("request.refused", Map.of("sort", "MADE_UP_REQUEST"));

        assertThat(accounts("hfy:audit:misused")).containsExactly("user_victim");
    }

    private void assertKept() {
        assertThat(details("hfy:audit:operators", "operator")).containsExactly("ops");
        assertThat(accounts("hfy:audit:security")).contains("user_victim");
        assertThat(accounts("hfy:audit")).contains("user_victim");
    }

    private List<String> accounts(String stream) {
        return details(stream, "account");
    }

    private List<String> details(String stream, String name) {
        return Objects.requireNonNull(redis.<String, String>opsForStream().range(stream, Range.unbounded())).stream()
                .map(entry ->
                        RedisJson.tree(Objects.requireNonNull(entry.getValue().get("record"))))
                .map(record -> record.path("details").path(name).asString(""))
                .toList();
    }

    private void flood(String kind, Map<String, String> details) {
        IntStream.range(0, FLOOD).forEach(i -> note(kind, details));
    }

    private void note(String kind, Map<String, String> details) {
        trail.append(new AuditEntry(Instant.parse("2026-04-14T10:00:00Z"), kind, details));
    }

    private RedisAuditTrail trail() {
        return new RedisAuditTrail(
                ChainWriters.of(redis, LENGTH), redis, TestAuditProperties.of(LENGTH, PER_ACCOUNT_AND_KIND));
    }
}
