package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers revocations as long as the test runs, or until told to forget. */
public final class InMemoryRevocations implements Revocations {

    private final Map<Ancestor, Instant> published = new ConcurrentHashMap<>();

    @Override
    public void publish(Revocation revocation) {
        published.merge(revocation.ancestor(), revocation.issuedBy(), (a, b) -> a.isAfter(b) ? a : b);
    }

    @Override
    public void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable String account) {
        publish(token);
    }

    @Override
    public void publishEnd(Revocation grantOrSession, String account) {
        publish(grantOrSession);
    }

    @Override
    public boolean isRevoked(List<Lineage> lines) {
        return lines.stream()
                .anyMatch(line -> line.ancestors().stream().anyMatch(ancestor -> {
                    Instant by = published.get(ancestor);
                    return by != null && !line.issuedAt().isAfter(by);
                }));
    }

    public boolean names(Ancestor ancestor) {
        return published.containsKey(ancestor);
    }

    /** As when the retention is over. */
    public void forget() {
        published.clear();
    }
}
