package com.hubify.identity.server.apikey.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeySecret;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.ApiKeyVerification.Reason;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.attempt.KeyAttempts;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.revocation.Revocations;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cache of keys found valid within the last minute. Since then a key can only have expired, changed or been revoked:
 * its expiry is part of the key; changes and revocations are in the log that this node follows. Everything else, and
 * every refusal, is left to {@link StoredApiKeyVerifier}.
 *
 * <p>Only for requests that create nothing; see {@link Revocations#isRevokedSince}.
 */
@Component
public final class KnownApiKeys {

    /** About 5 MB. An evicted key is looked up again. */
    private static final int MOST = 10_000;

    /**
     * As a refusal says it. Of an expired key nothing is left to compare the secret with, so with the id of one that was theirs
     * anyone could try secrets.
     */
    private static final Set<Reason> UNKNOWN = Set.of(Reason.UNKNOWN, Reason.WRONG_SECRET, Reason.EXPIRED);

    private final StoredApiKeyVerifier verifier;
    private final KeyAttempts attempts;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<ApiKeyId, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Known(ApiKey key, Instant goodAt) {}

    public KnownApiKeys(StoredApiKeyVerifier verifier, KeyAttempts attempts, Revocations revocations, Clock clock) {
        this.verifier = verifier;
        this.attempts = attempts;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * As {@link #verify(String)}, and refused if the key is not valid from the sender's address.
     *
     * @param sender null if the address is not known
     * @throws TooManyRequests as below
     */
    public ApiKeyVerification verify(String presented, @Nullable InetAddress sender) {
        return verifier.from(sender, verify(presented));
    }

    /**
     * Verifies a key for a service that enforces itself from where it is valid.
     *
     * @throws TooManyRequests if the sender of the request has presented too many unknown keys. A key that was valid here
     *     before is served all the same, while it is among the last 10,000
     */
    public ApiKeyVerification verify(String presented) {
        Optional<ApiKeyToken> token = ApiKeyToken.parse(presented);
        Optional<ApiKey> good = token.flatMap(this::stillGood);
        return good.isPresent() ? new ApiKeyVerification.Accepted(good.get()) : verifyAnew(presented, token);
    }

    /**
     * Verifies a key by the store, also one that is known.
     *
     * @throws TooManyRequests as above
     */
    public ApiKeyVerification verifyAnew(String presented) {
        return verifyAnew(presented, ApiKeyToken.parse(presented));
    }

    private ApiKeyVerification verifyAnew(String presented, Optional<ApiKeyToken> token) {
        // What can't be a key costs no look-up. What was a key is no guess: others behind the sender's address use it.
        if (token.filter(it -> wasGood(it).isEmpty()).isPresent()) {
            attempts.requireMore();
        }
        Instant now = clock.instant();
        ApiKeyVerification verification = verifier.verify(presented);
        if (verification instanceof ApiKeyVerification.Accepted accepted) {
            ApiKey key = accepted.key();
            // While the key is cached, its uses are recorded as one. This need not be one of a limited key.
            known.put(key.id(), new Known(key.allowedIps().areAnywhere() ? key.usedAt(now) : key, now));
        } else if (verification instanceof ApiKeyVerification.Refused refused && UNKNOWN.contains(refused.reason())) {
            attempts.count();
        }
        return verification;
    }

    private Optional<ApiKey> stillGood(ApiKeyToken token) {
        Instant now = clock.instant();
        return wasGood(token)
                .filter(it -> now.isBefore(it.goodAt().plus(ApiKeys.USE_GRAIN)))
                .filter(it -> it.key().usableAt(now))
                .filter(it -> !revocations.isRevokedSince(it.key().lineageOfState(), it.goodAt()))
                .map(Known::key);
    }

    private Optional<Known> wasGood(ApiKeyToken token) {
        return Optional.ofNullable(known.getIfPresent(new ApiKeyId(token.id())))
                .filter(it -> ApiKeySecret.of(token).matches(it.key().secret()));
    }
}
