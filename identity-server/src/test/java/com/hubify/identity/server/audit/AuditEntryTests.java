package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static AuditEntry entry(String reason) {
        return new AuditEntry(Instant.EPOCH, "sign_in.refused", Map.of("reason", reason));
    }
}
