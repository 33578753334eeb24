package com.hubify.identity.server.apikey.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeySecret;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.revocation.Revocations;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
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

    private final StoredApiKeyVerifier verifier;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<ApiKeyId, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Known(ApiKey key, Instant goodAt) {}

    KnownApiKeys(StoredApiKeyVerifier verifier, Revocations revocations, Clock clock) {
        this.verifier = verifier;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * As {@link #verify(String)}, and refused if the key is not valid from the sender's address.
     *
     * @param sender null if the address is not known
     */
    public ApiKeyVerification verify(String presented, @Nullable InetAddress sender) {
        return verifier.from(sender, verify(presented));
    }

    /** Verifies a key for a service that enforces itself from where it is valid. */
    public ApiKeyVerification verify(String presented) {
        Optional<ApiKey> good = ApiKeyToken.parse(presented).flatMap(this::stillGood);
        return good.isPresent() ? new ApiKeyVerification.Accepted(good.get()) : lookUp(presented);
    }

    private Optional<ApiKey> stillGood(ApiKeyToken token) {
        Instant now = clock.instant();
        return Optional.ofNullable(known.getIfPresent(new ApiKeyId(token.id())))
                .filter(it -> now.isBefore(it.goodAt().plus(ApiKeys.USE_GRAIN)))
                .filter(it -> ApiKeySecret.of(token).matches(it.key().secret()))
                .filter(it -> it.key().usableAt(now))
                .filter(it -> !revocations.isRevokedSince(it.key().lineageOfState(), it.goodAt()))
                .map(Known::key);
    }

    private ApiKeyVerification lookUp(String presented) {
        Instant now = clock.instant();
        ApiKeyVerification verification = verifier.verify(presented);
        if (verification instanceof ApiKeyVerification.Accepted accepted) {
            ApiKey key = accepted.key();
            // While the key is cached, its uses are recorded as one. This need not be one of a limited key.
            known.put(key.id(), new Known(key.allowedIps().areAnywhere() ? key.usedAt(now) : key, now));
        }
        return verification;
    }
}
