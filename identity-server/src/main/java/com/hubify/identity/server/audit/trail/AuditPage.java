package com.hubify.identity.server.audit.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some records, the latest first. It may be short, or empty, although there are more: a call reads a limited number of
 * records.
 *
 * @param next cursor of the next page; null after the last one
 */
public record AuditPage(List<AuditRecord> records, @Nullable String next) {

    public AuditPage {
        records = List.copyOf(records);
    }
}
