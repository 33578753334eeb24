package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.change.ApiKeyChanges;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Disarms keys that were found in public. Idempotent, as reports are repeated: the first one counts, and a later one
 * completes what a crash interrupted.
 *
 * <p>A key is first narrowed to reading, for all services within 250 ms, and then revoked if that is the setting. So a crash
 * in between leaves a key that can change nothing.
 */
@Service
public class LeakedKeys {

    /** Of two concurrent changes, the second is applied to the result of the first. */
    private static final int ATTEMPTS = 5;

    private final ApiKeys keys;
    private final StoredApiKeyVerifier verifier;
    private final ApiKeyChanges changes;
    private final ApiKeyRevoker revoker;
    private final LeakedKeyIds ids;
    private final LeakResponse response;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    LeakedKeys(
            ApiKeys keys,
            StoredApiKeyVerifier verifier,
            ApiKeyChanges changes,
            ApiKeyRevoker revoker,
            LeakedKeyIds ids,
            SecretScanningProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        this.keys = keys;
        this.verifier = verifier;
        this.changes = changes;
        this.revoker = revoker;
        this.ids = ids;
        this.response = properties.foundKeys();
        this.clock = clock;
        this.events = events;
    }

    /** The owner's keys that were found within the last 30 days, latest first. Those that have expired since are left out. */
    public List<ApiKey> foundOf(AccountId owner) {
        return ids.of(owner).stream()
                .flatMap(id -> keys.find(owner, id.value()).stream())
                .filter(key -> key.leak() != null)
                .sorted(Comparator.comparing((ApiKey key) ->
                                Objects.requireNonNull(key.leak()).at())
                        .reversed())
                .toList();
    }

    /** Disarms what was found if it is a valid key. Returns whether it is or was a key of this server. */
    boolean disarm(String found, FindingPlace place) {
        ApiKeyVerification verification = verifier.verify(found);
        if (verification instanceof ApiKeyVerification.Accepted accepted) {
            narrowed(accepted.key(), place)
                    .filter(key -> response == LeakResponse.REVOKE)
                    .ifPresent(key -> revoker.revoke(key, ApiKeyRevoked.Cause.LEAKED));
            return true;
        }
        ApiKeyVerification.Reason reason = ((ApiKeyVerification.Refused) verification).reason();
        return reason == ApiKeyVerification.Reason.REVOKED || reason == ApiKeyVerification.Reason.EXPIRED;
    }

    /** The key as it is then; empty if it has ended meanwhile. */
    private Optional<ApiKey> narrowed(ApiKey key, FindingPlace place) {
        Optional<ApiKey> current = Optional.of(key);
        for (int i = 0; i < ATTEMPTS && current.isPresent(); i++) {
            ApiKey before = current.get();
            if (before.leak() != null) {
                changes.finish(before);
                return current;
            }
            ApiKey after = leaked(before, place);
            if (changes.announce(before, () -> replace(before, after), made -> made, null)) {
                return Optional.of(after);
            }
            current = keys.find(key.id()).filter(found -> found.usableAt(clock.instant()));
        }
        if (current.isPresent()) {
            throw new IllegalStateException(
                    "the API key could not be narrowed: other requests changed it at each attempt");
        }
        return Optional.empty();
    }

    private ApiKey leaked(ApiKey before, FindingPlace place) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ApiKey.Leak leak = new ApiKey.Leak(now, place.source(), place.url(), before.scopes());
        return before.leaked(leak, ReadScopes.of(before.scopes()));
    }

    private boolean replace(ApiKey before, ApiKey after) {
        ApiKey.Leak leak = Objects.requireNonNull(after.leak());
        // First: where the next step fails, the entry is skipped.
        ids.add(after.owner(), after.id(), leak.at());
        boolean changed = keys.change(before, after);
        if (changed) {
            events.publishEvent(
                    new ApiKeyLeaked(after.id(), after.owner(), response, leak.source(), leak.url(), leak.at()));
        }
        return changed;
    }
}
