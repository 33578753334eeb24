package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.revocation.Revocations;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Decides whether a presented API key is valid. */
@Service
public class StoredApiKeyVerifier {

    /** A use of a key that expires within this time is published: its owner is to be told. */
    private static final Duration SOON = Duration.ofDays(15);

    // Compared with if no key has the id, so that the response time does not reveal it. The key is refused whatever
    // the result.
    private static final SecretDigest UNKNOWN = new SecretDigest("A".repeat(43));

    private final ApiKeys keys;
    private final ApiKeyRevoker revoker;
    private final Revocations revocations;
    private final Memberships memberships;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final BiPredicate<ApiKeySecret, SecretDigest> comparison;

    @Autowired
    public StoredApiKeyVerifier(
            ApiKeys keys,
            ApiKeyRevoker revoker,
            Revocations revocations,
            Memberships memberships,
            Clock clock,
            ApplicationEventPublisher events) {
        this(keys, revoker, revocations, memberships, clock, events, ApiKeySecret::matches);
    }

    public StoredApiKeyVerifier(
            ApiKeys keys,
            ApiKeyRevoker revoker,
            Revocations revocations,
            Memberships memberships,
            Clock clock,
            ApplicationEventPublisher events,
            BiPredicate<ApiKeySecret, SecretDigest> comparison) {
        this.keys = keys;
        this.revoker = revoker;
        this.revocations = revocations;
        this.memberships = memberships;
        this.clock = clock;
        this.events = events;
        this.comparison = comparison;
    }

    /** Verifies a presented key, which may be any text. Refusals are audited with their reason. */
    public ApiKeyVerification verify(String presented) {
        ApiKeyVerification verification = ApiKeyToken.parse(presented)
                .map(this::verify)
                .orElseGet(() -> new ApiKeyVerification.Refused(ApiKeyVerification.Reason.MALFORMED, null));
        if (verification instanceof ApiKeyVerification.Refused refused) {
            events.publishEvent(new ApiKeyRefused(refused.reason(), refused.id(), clock.instant()));
        }
        return verification;
    }

    /**
     * The same for a sender whose address is known: refused, and audited, if the key is not valid from there.
     *
     * @param sender null if the address is not known
     */
    public ApiKeyVerification from(@Nullable InetAddress sender, ApiKeyVerification verification) {
        if (!(verification instanceof ApiKeyVerification.Accepted accepted)
                || accepted.key().allowedIps().contain(sender)) {
            return verification;
        }
        ApiKeyId id = accepted.key().id();
        events.publishEvent(new ApiKeyRefused(ApiKeyVerification.Reason.NETWORK, id, clock.instant()));
        return new ApiKeyVerification.Refused(ApiKeyVerification.Reason.NETWORK, id);
    }

    private ApiKeyVerification verify(ApiKeyToken token) {
        ApiKeyId id = new ApiKeyId(token.id());
        Optional<ApiKey> key = keys.find(id);
        // Attack: finding existing ids by response time. So the comparison is always made.
        boolean matches =
                comparison.test(ApiKeySecret.of(token), key.map(ApiKey::secret).orElse(UNKNOWN));
        if (key.isPresent() && matches) {
            return alive(key.get());
        }
        // Queried in both cases, so that timing is the same for existing and unknown ids.
        boolean wasIssued = keys.wasIssued(id);
        if (key.isPresent()) {
            return new ApiKeyVerification.Refused(ApiKeyVerification.Reason.WRONG_SECRET, id);
        }
        return new ApiKeyVerification.Refused(
                wasIssued ? ApiKeyVerification.Reason.EXPIRED : ApiKeyVerification.Reason.UNKNOWN, id);
    }

    private ApiKeyVerification alive(ApiKey key) {
        Instant now = clock.instant();
        if (key.revokedAt() != null) {
            return new ApiKeyVerification.Refused(ApiKeyVerification.Reason.REVOKED, key.id());
        }
        if (!key.usableAt(now)) {
            return new ApiKeyVerification.Refused(ApiKeyVerification.Reason.EXPIRED, key.id());
        }
        if (revocations.isRevoked(key.lineage())) {
            // Revocations are stored only as long as tokens live, and keys live longer, so the key is marked.
            revoker.mark(key, ApiKeyRevoked.Cause.ANCESTOR);
            return new ApiKeyVerification.Refused(ApiKeyVerification.Reason.REVOKED, key.id());
        }
        // Attack: go on with a key after one was removed, whose end was interrupted; or after the organization has
        // ended.
        if (key.organization() != null && !isGood(key, key.organization())) {
            revoker.revoke(key, ApiKeyRevoked.Cause.MEMBERSHIP);
            return new ApiKeyVerification.Refused(ApiKeyVerification.Reason.REVOKED, key.id());
        }
        ApiKeyVerification.Accepted accepted = new ApiKeyVerification.Accepted(key);
        if (endsSoon(key, now)) {
            events.publishEvent(accepted);
        }
        return accepted;
    }

    // Who made an organization's key may have left it since.
    private boolean isGood(ApiKey key, String organization) {
        return key.isOrganizations()
                ? memberships.organization(organization).isPresent()
                : memberships.find(key.owner(), organization).isPresent();
    }

    // Only then, since publishing takes time, too.
    private static boolean endsSoon(ApiKey key, Instant now) {
        Instant end = key.expiresAt();
        return end != null && end.isBefore(now.plus(SOON));
    }
}
