package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditPage;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedLatestAuditTests {

    private Set<AuditStream> read = Set.of();

    private final LatestAudit latest = new RecordedLatestAudit(new AuditRecords() {
        @Override
        public AuditPage latest(AuditFilter filter, int limit, @Nullable String cursor) {
            read = filter.streams();
            return new AuditPage(List.of(), null);
        }

        @Override
        public void export(AuditStream stream, @Nullable Instant from, @Nullable Instant to, Lines lines) {}

        @Override
        public void exportCheckpoints(@Nullable Instant from, @Nullable Instant to, Lines lines) {}
    });

    /** Attack: get tokens so quickly that what an operator did isn't among the newest records any more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "operator.", "api_key.revoked"})
    void tokensHideNothing(String kind) {
        latest.find(kind, "", 100);

        assertThat(read).doesNotContain(AuditStream.GRANTS).contains(AuditStream.OPERATORS, AuditStream.REFUSED);
    }

    @Test
    void showsTokensWhereTheyAreAskedFor() {
        latest.find("token.issued", "", 100);

        assertThat(read).containsExactly(AuditStream.GRANTS);
    }
}
