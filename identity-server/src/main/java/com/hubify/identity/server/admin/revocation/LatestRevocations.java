package com.hubify.identity.server.admin.revocation;

import com.hubify.identity.server.page.account.Moment;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import com.hubify.identity.server.revocation.RevocationLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** The latest revocations, newest first. Each look has a connection of its own, which it closes: operators are few. */
@Component
class LatestRevocations {

    private static final int MOST = 50;

    private final RevocationLogs logs;

    LatestRevocations(RevocationLogs logs) {
        this.logs = logs;
    }

    /** @param before what was issued until then has ended */
    record Row(String kind, String id, Moment before) {}

    List<Row> find() {
        try (RevocationLog log = logs.open(RevocationLog.KEPT)) {
            List<LoggedRevocation> entries = new ArrayList<>(log.recent(MOST).entries());
            Collections.reverse(entries);
            return entries.stream()
                    .map(entry -> new Row(entry.kind(), entry.id(), Moment.of(Instant.ofEpochSecond(entry.issuedBy()))))
                    .toList();
        }
    }
}
