package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.change.ApiKeyChanges;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;

/** What disarms leaked keys, for tests of what shows them. */
public final class Disarming {

    private Disarming() {}

    public static LeakedKeys keys(
            LeakResponse response,
            ApiKeys keys,
            ApiKeyChanges changes,
            ApiKeyRevoker revoker,
            Revocations revocations,
            Clock clock,
            ApplicationEventPublisher events) {
        return new LeakedKeys(
                keys,
                new StoredApiKeyVerifier(keys, revoker, revocations, new InMemoryMemberships(), clock, events),
                changes,
                revoker,
                new InMemoryLeakedKeyIds(),
                new SecretScanningProperties(Map.of(), response),
                clock,
                events);
    }

    /** Reports a key that stands in a file with that address. */
    public static void report(LeakedKeys leaked, String key, String url) {
        leaked.disarm(key, FindingPlace.of("content", url));
    }
}
