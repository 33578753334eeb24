package com.hubify.identity.server.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.audit.chain.ChainHead;
import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.chain.ChainWriters;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.audit.trail.RecordHash;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.TestSigning;
import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import com.hubify.testing.TestClock;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

class AuditCheckpointsTests {

    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private final TestClock clock = TestClock.standing();
    private final Memory store = new Memory();
    private boolean isRedisAway;
    private final ChainWriter writer = ChainWriters.of(() -> isRedisAway);
    private final AuditCheckpoints node = TestCheckpoints.of(writer, store, keys, clock);

    private static final class Memory implements CheckpointStore {

        final List<String> stored = new ArrayList<>();
        boolean isUnclear;

        @Override
        public void append(String compact) {
            stored.add(compact);
            if (isUnclear) {
                throw new QueryTimeoutException("no answer");
            }
        }

        @Override
        public List<Stored> after(@Nullable String id) {
            List<Stored> after = new ArrayList<>();
            for (int i = id == null ? 0 : Integer.parseInt(id) + 1; i < stored.size(); i++) {
                after.add(new Stored(Integer.toString(i), stored.get(i)));
            }
            return after;
        }
    }

    @Test
    void eachMinuteInWhichSomethingWasWritten() {
        clock.wind(Duration.ofMinutes(5));
        node.step();
        assertThat(store.stored).isEmpty();

        write(1);
        node.step();
        clock.wind(Duration.ofSeconds(59));
        write(1);
        node.step();
        assertThat(store.stored).hasSize(1);
        assertThat(node.waiting()).isZero();

        clock.wind(Duration.ofSeconds(1));
        node.step();
        node.step();
        clock.wind(Duration.ofMinutes(1));
        node.step();
        assertThat(store.stored).hasSize(2);
    }

    @Test
    void afterTenThousandRecordsAtOnce() {
        write(9_999);
        node.step();
        assertThat(store.stored).isEmpty();

        write(1);
        node.step();

        assertThat(store.stored).hasSize(1);
    }

    @Test
    void namesTheChainsAndTheCheckpointBefore() throws ParseException {
        write(3);
        node.write(Map.of());
        write(1);
        node.write(Map.of("AAAA", 7L));

        ChainHead head = writer.heads().get(0);
        JWTClaimsSet second = claims(1);
        assertThat(second.getLongClaim("number")).isEqualTo(2);
        assertThat(second.getStringClaim("previous")).isEqualTo(RecordHash.of(store.stored.get(0)));
        assertThat(second.getJSONObjectClaim("heads"))
                .isEqualTo(Map.of(head.chain(), Map.of("stream", "operators", "seq", 4L, "hash", head.hash())));
        assertThat(second.getJSONObjectClaim("trimmed")).isEqualTo(Map.of("AAAA", 7L));
        assertThat(SignedJWT.parse(store.stored.get(1)).getHeader().getType()).hasToString("audit-checkpoint+jwt");
    }

    /** Fault: Redis is lost between write and answer. What was acknowledged before is covered none the less. */
    @Test
    void namesAChainThatHasEnded() throws ParseException {
        write(2);
        ChainHead ended = writer.heads().get(0);
        isRedisAway = true;
        assertThatThrownBy(() -> write(1)).isInstanceOf(QueryTimeoutException.class);
        isRedisAway = false;
        write(1);

        node.write(Map.of());
        node.write(Map.of());

        assertThat(claims(0).getJSONObjectClaim("heads")).hasSize(2).containsKey(ended.chain());
        assertThat(Objects.requireNonNull(claims(1).getJSONObjectClaim("heads")))
                .isEmpty();
    }

    /** Fault: it isn't known whether a checkpoint was stored. Two that differ, with one number, would look forged. */
    @Test
    void repeatsWhatMayBeStored() throws ParseException {
        write(1);
        store.isUnclear = true;
        assertThatThrownBy(() -> node.write(Map.of())).isInstanceOf(QueryTimeoutException.class);
        store.isUnclear = false;
        write(1);

        node.write(Map.of());

        assertThat(store.stored).hasSize(3);
        assertThat(store.stored.get(1)).isEqualTo(store.stored.get(0));
        assertThat(claims(2).getStringClaim("previous")).isEqualTo(RecordHash.of(store.stored.get(0)));
    }

    @Test
    void waitsWhileNothingCanBeSigned() {
        write(1);
        node.step();
        clock.wind(Duration.ofMinutes(2));
        keys.goAway();

        assertThatThrownBy(node::step).isInstanceOf(JwtEncodingException.class);

        assertThat(store.stored).isEmpty();
        assertThat(node.waiting()).isEqualTo(Duration.ofMinutes(2));
    }

    /** Attack: take away all that a node has written. The others say which checkpoint it was at. */
    @Test
    void namesTheLatestOfOtherNodes() throws ParseException {
        ChainWriter there = ChainWriters.of(() -> false);
        AuditCheckpoints other = TestCheckpoints.of(there, store, keys, clock);
        write(there, 1);
        other.write(Map.of());
        write(there, 1);
        other.write(Map.of());
        store.append(store.stored.get(0));
        write(1);

        node.write(Map.of());

        Map<String, Object> others = Objects.requireNonNull(claims(3).getJSONObjectClaim("others"));
        assertThat(others.values())
                .singleElement()
                .isEqualTo(Map.of("number", 2L, "hash", RecordHash.of(store.stored.get(1))));
    }

    /** Attack: an insider writes checkpoints into Redis: signed with other keys, not at all, or made of what the server signs otherwise. */
    @Test
    void takesNothingFromAForgedOne() throws ParseException {
        SigningKeys others = new InMemorySigningKeys();
        AuditCheckpoints forger = TestCheckpoints.of(ChainWriters.of(() -> false), store, others, clock);
        forger.write(Map.of("AAAA", 1_000L));
        store.append("made up");
        store.append(TestSigning.encoder(keys)
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.ES256).type("at+jwt").build(),
                        JwtClaimsSet.builder()
                                .issuedAt(Instant.EPOCH)
                                .claim("node", "token")
                                .claim("number", 1)
                                .claim("trimmed", Map.of("AAAA", 1_000L))
                                .build()))
                .getTokenValue());
        write(1);

        node.write(Map.of());

        assertThat(node.trimmed()).isEmpty();
        assertThat(claims(3).getClaim("others")).isNull();
        assertThat(claims(3).getClaim("trimmed")).isNull();
    }

    @Test
    void takesOverWhatAGoodOneSaysWasTrimmed() throws ParseException {
        TestCheckpoints.of(ChainWriters.of(() -> false), store, keys, clock).write(Map.of("AAAA", 1_000L));

        node.write(Map.of());

        assertThat(node.trimmed()).isEqualTo(Map.of("AAAA", 1_000L));
        assertThat(claims(1).getJSONObjectClaim("trimmed")).isEqualTo(Map.of("AAAA", 1_000L));
    }

    private JWTClaimsSet claims(int index) throws ParseException {
        return SignedJWT.parse(store.stored.get(index)).getJWTClaimsSet();
    }

    private void write(int count) {
        write(writer, count);
    }

    private static void write(ChainWriter writer, int count) {
        AuditEntry entry = new AuditEntry(Instant.EPOCH, "operator.revoked", Map.of("operator", "ops"));
        writer.append(AuditStream.OPERATORS, Collections.nCopies(count, entry));
    }
}
