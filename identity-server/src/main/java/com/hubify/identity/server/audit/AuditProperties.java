package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param streamLength How many records each of its eight streams keeps in Redis, roughly, and how many checkpoints are kept.
 * @param perAccountAndKind How many entries of one kind, account and client a day go to the streams hfy:audit:security
 *     and hfy:audit. Further ones go to hfy:audit:repeated, so that one account can't push others' entries out.
 * @param retention For how long records are kept.
 */
@ConfigurationProperties("hubify.identity.audit")
record AuditProperties(
        @DefaultValue("100000") int streamLength,
        @DefaultValue("100") int perAccountAndKind,
        @DefaultValue Retention retention) {

    /**
     * For how long records are kept, and checkpoints.
     *
     * @param operators What operators did, and signing keys.
     * @param security Signs of theft.
     * @param ordinary What people did.
     * @param repeated What one account did more often.
     * @param misused What was refused to those with a genuine credential.
     * @param refused What else was refused.
     * @param pages What was refused with an error page.
     * @param grants Tokens that were issued.
     * @param checkpoints Signed checkpoints.
     */
    record Retention(
            @DefaultValue("400d") Duration operators,
            @DefaultValue("400d") Duration security,
            @DefaultValue("400d") Duration ordinary,
            @DefaultValue("90d") Duration repeated,
            @DefaultValue("400d") Duration misused,
            @DefaultValue("90d") Duration refused,
            @DefaultValue("90d") Duration pages,
            @DefaultValue("90d") Duration grants,
            @DefaultValue("400d") Duration checkpoints) {

        private static final Duration SHORTEST = Duration.ofHours(1);
        private static final Duration LONGEST = Duration.ofDays(3650);

        Retention {
            require(operators, "operators");
            require(security, "security");
            require(ordinary, "ordinary");
            require(repeated, "repeated");
            require(misused, "misused");
            require(refused, "refused");
            require(pages, "pages");
            require(grants, "grants");
            require(checkpoints, "checkpoints");
        }

        private static void require(Duration kept, String what) {
            Settings.requireBetween(SHORTEST, kept, LONGEST, "hubify.identity.audit.retention." + what);
        }
    }

    AuditProperties {
        Settings.requirePositive(streamLength, "hubify.identity.audit.stream-length");
        Settings.requirePositive(perAccountAndKind, "hubify.identity.audit.per-account-and-kind");
    }

    AuditBounds bounds() {
        return new AuditBounds(
                streamLength,
                Map.of(
                        AuditStream.OPERATORS, retention.operators(),
                        AuditStream.SECURITY, retention.security(),
                        AuditStream.ORDINARY, retention.ordinary(),
                        AuditStream.REPEATED, retention.repeated(),
                        AuditStream.MISUSED, retention.misused(),
                        AuditStream.REFUSED, retention.refused(),
                        AuditStream.PAGES, retention.pages(),
                        AuditStream.GRANTS, retention.grants()),
                retention.checkpoints());
    }
}
