package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares by ancestor, since a revocation that was written again has another position. */
final class MissingRevocations {

    private MissingRevocations() {}

    /** Revocations missing in the log; of each ancestor the one that covers most. */
    static List<RevocationEvent> among(Collection<RevocationEvent> known, List<LoggedRevocation> logged) {
        Set<LogPosition> places =
                logged.stream().map(LoggedRevocation::position).collect(Collectors.toSet());
        Map<Object, RevocationEvent> missing = new LinkedHashMap<>();
        for (RevocationEvent event : known) {
            if (!places.contains(event.position())) {
                Revocation revocation = event.revocation();
                Object what = revocation == null ? event.position() : revocation.ancestor();
                missing.merge(what, event, (one, other) -> covers(other.revocation(), one) ? other : one);
            }
        }
        for (LoggedRevocation entry : logged) {
            entry.revocation()
                    .ifPresent(said -> missing.computeIfPresent(
                            said.ancestor(), (ancestor, event) -> covers(said, event) ? null : event));
        }
        return List.copyOf(missing.values());
    }

    private static boolean covers(@Nullable Revocation said, RevocationEvent event) {
        Revocation other = event.revocation();
        return said != null && other != null && said.killsIssuedAt(other.issuedBy());
    }
}
