package com.hubify.identity.server.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTests {

    private static final Instant AT = Instant.parse("2026-12-01T03:20:00.123Z");

    @Test
    void hasOneForm() {
        AuditEntry entry = new AuditEntry(AT, "operator.client", Map.of("operator", "ops", "client", "a\"b\\c"));

        assertThat(text(AuditStream.OPERATORS, "AAAA", 2, "hash", entry))
                .isEqualTo("{\"stream\":\"operators\",\"chain\":\"AAAA\",\"seq\":2,\"previous\":\"hash\","
                        + "\"at\":\"2026-12-01T03:20:00.123Z\",\"kind\":\"operator.client\","
                        + "\"details\":{\"client\":\"a\\\"b\\\\c\",\"operator\":\"ops\"}}");
        assertThat(text(AuditStream.OPERATORS, "AAAA", 1, null, entry)).contains("\"seq\":1,\"at\":");
    }

    @Test
    void isReadAsItWasWritten() {
        AuditEntry entry = new AuditEntry(AT, "person.signed_in", Map.of("account", "user_ü\"\\", "session", "s"));
        String json = text(AuditStream.ORDINARY, "AAAA", 7, "hash", entry);

        AuditRecord read = RecordJson.read("1-0", AuditStream.ORDINARY, Map.of("record", json));

        assertThat(read)
                .isEqualTo(new AuditRecord(
                        "1-0", AuditStream.ORDINARY, "AAAA", 7, AT, "person.signed_in", entry.details(), json));
    }

    @Test
    void readsWhatReleasesWithoutChainsWrote() {
        AuditRecord read = RecordJson.read(
                "1-0", AuditStream.SECURITY, Map.of("kind", "refresh_token.reused", "at", AT.toString(), "grant", "g"));

        assertThat(read.chain()).isNull();
        assertThat(read.details()).containsExactly(Map.entry("grant", "g"));
        assertThat(read.json())
                .isEqualTo("{\"stream\":\"security\",\"at\":\"2026-12-01T03:20:00.123Z\","
                        + "\"kind\":\"refresh_token.reused\",\"details\":{\"grant\":\"g\"}}");
    }

    /** Attack: an insider writes anything into Redis, so that the trail can't be read at all, or has made-up lines. */
    @Test
    void showsWhatIsNoRecord() {
        AuditRecord read = RecordJson.read("1000-0", AuditStream.GRANTS, Map.of("record", "{}\n{\"kind\":\"x\"\r"));

        assertThat(read.kind()).isEqualTo(AuditRecord.UNREADABLE);
        assertThat(read.at()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(read.json()).doesNotContain("\n", "\r");
        assertThat(RecordJson.read("1000-0", AuditStream.GRANTS, Map.of()).kind())
                .isEqualTo(AuditRecord.UNREADABLE);
    }

    private static String text(
            AuditStream stream, String chain, long seq, @Nullable String previous, AuditEntry entry) {
        return new String(RecordJson.write(stream, chain, seq, previous, entry), StandardCharsets.UTF_8);
    }
}
