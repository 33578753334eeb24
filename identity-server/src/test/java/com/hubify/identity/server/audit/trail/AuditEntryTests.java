package com.hubify.identity.server.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEntryTests {

    /** Attack: an error code of 15 KB at the address where Clerk's answers arrive, in a loop, fills Redis. */
    @Test
    void keepsTheStartOfALongDetail() {
        assertThat(entry("x".repeat(15_000)).details().get("reason")).isEqualTo("x".repeat(500));
    }

    /** Attack: a line break forges an entry in the log, an escape sequence reaches the terminal of whoever reads it. */
    @Test
    void keepsNoControlCharacters() {
        assertThat(entry("a\nhubify.audit operator.revoked\u001b[2J\u2028\u202e")
                        .details()
                        .get("reason"))
                .isEqualTo("a?hubify.audit operator.revoked?[2J??");
    }

    /** Attack: every detail that a stranger decides over is as long as it may be, in characters of several bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "…", "\uD83D\uDD11"})
    void isBelowAKilobyteWhateverIsIn(String character) {
        Map<String, String> details =
                new HashMap<>(Map.of("error", "invalid_client", "address", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"));
        List.of("reason", "caller", "request", "sent", "left_out_before")
                .forEach(name -> details.put(name, character.repeat(9_000)));

        Map<String, String> kept = new AuditEntry(Instant.EPOCH, "request.refused", details).details();

        assertThat(kept).hasSameSizeAs(details).containsEntry("error", "invalid_client");
        assertThat(kept.get("address")).isEqualTo(details.get("address"));
        assertThat(kept.get("sent")).startsWith(character.repeat(30)).doesNotContain("?");
        assertThat(kept.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_024 - 60);
    }

    private static AuditEntry entry(String reason) {
        return new AuditEntry(Instant.EPOCH, "sign_in.refused", Map.of("reason", reason));
    }
}
