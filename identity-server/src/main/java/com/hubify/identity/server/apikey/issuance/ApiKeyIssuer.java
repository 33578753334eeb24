package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKey.Holder;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeySecret;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.SecretDigest;
import com.hubify.identity.server.standing.Departures;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Creates API keys with 190 random bits, and never with more scopes than the requesting credential. */
@Service
public class ApiKeyIssuer {

    public static final int MAX_YEARS = 10;

    /** There are 62^8 ids, so repeated collisions mean a broken random generator. */
    private static final int ATTEMPTS = 3;

    private static final Issuance DEPARTED = new Issuance.Refused(Issuance.Reason.OWNER_DEPARTED, null);

    private final ApiKeys keys;
    private final RepeatedIssuance repeated;
    private final Departures departures;
    private final SecureRandom random;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ApiKeyIssuer(
            ApiKeys keys, Departures departures, SecureRandom random, Clock clock, ApplicationEventPublisher events) {
        this.keys = keys;
        this.departures = departures;
        this.repeated = new RepeatedIssuance(keys, clock);
        this.random = random;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Issues a key to a person.
     *
     * @param held scopes of the requesting credential. They must cover the key's scopes: a key outlives the credential
     *     it was created with, so it must not extend its access
     * @param terms terms with an expiry at most ten years from now, or without one
     */
    public Issuance issue(AccountId owner, Scopes held, ApiKeyTerms terms) {
        return issue(Holder.person(owner, null), held, terms, null);
    }

    /**
     * Issues a key, once.
     *
     * @param holder for whom it acts: of a person, for the same organization as the requesting credential
     * @param request null if it may issue several
     */
    public Issuance issue(Holder holder, Scopes held, ApiKeyTerms terms, @Nullable IdempotentRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return refusal(held, terms, now)
                .or(() -> repeated.find(holder.owner(), request))
                .orElseGet(() -> store(holder, terms, now, null, request, keys::add));
    }

    /** Why a key with these terms is refused; empty if it is not. */
    static Optional<Issuance> refusal(Scopes held, ApiKeyTerms terms, Instant now) {
        return refusedScopes(held, terms.scopes()).or(() -> refusedExpiry(terms.expiresAt(), now));
    }

    private static Optional<Issuance> refusedScopes(Scopes held, Scopes asked) {
        if (asked.areNone()) {
            return Optional.of(new Issuance.Refused(Issuance.Reason.NO_SCOPES, null));
        }
        Optional<Issuance> notForKeys = asked.asSet().stream()
                .filter(scope -> !isForKeys(scope))
                .findFirst()
                .map(scope -> new Issuance.Refused(Issuance.Reason.SCOPE_NOT_FOR_KEYS, scope));
        return notForKeys.or(() ->
                held.firstNotCovered(asked).map(scope -> new Issuance.Refused(Issuance.Reason.SCOPE_NOT_HELD, scope)));
    }

    // A key that could create keys would survive its revocation through these.
    private static boolean isForKeys(Scope scope) {
        return scope.isResource() && !scope.isReserved();
    }

    /** The latest time at which a key may end. */
    public static Instant latestEnd(Instant now) {
        return now.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant();
    }

    private static Optional<Issuance> refusedExpiry(@Nullable Instant end, Instant now) {
        return end != null && (!end.isAfter(now) || end.isAfter(latestEnd(now)))
                ? Optional.of(new Issuance.Refused(Issuance.Reason.BAD_EXPIRY, null))
                : Optional.empty();
    }

    /**
     * Creates a key with a new secret.
     *
     * @param holder for whom it acts
     * @param predecessor the key that it replaces; null if none
     * @param request issues it once; null if it may issue several
     * @param adding stores the key
     */
    Issuance store(
            Holder holder,
            ApiKeyTerms terms,
            Instant now,
            @Nullable ApiKeyId predecessor,
            @Nullable IdempotentRequest request,
            BiFunction<ApiKey, ApiKeys.@Nullable Once, ApiKeys.Addition> adding) {
        AccountId owner = holder.owner();
        if (departures.isBarredForGood(owner)) {
            return DEPARTED;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            ApiKeyToken token = ApiKeyToken.of(base62(ApiKeyToken.ID_LENGTH), base62(ApiKeyToken.SECRET_LENGTH));
            ApiKeyId id = new ApiKeyId(token.id());
            SecretDigest digest = ApiKeySecret.of(token).digest();
            ApiKey key = new ApiKey(id, holder, terms, now, digest, predecessor);
            switch (adding.apply(key, request == null ? null : request.making(token))) {
                case ADDED -> {
                    // Attack: have keys made while one is deleted at Clerk. This may be younger than its end.
                    if (departures.isBarredForGood(owner)) {
                        keys.revoke(id, now);
                        return DEPARTED;
                    }
                    events.publishEvent(new ApiKeyCreated(id, owner, terms.scopes(), now));
                    return new Issuance.Issued(key, token);
                }
                case OUTDATED -> {
                    return new Issuance.Refused(Issuance.Reason.CHANGED_MEANWHILE, null);
                }
                case TOO_MANY -> {
                    return new Issuance.Refused(Issuance.Reason.TOO_MANY_KEYS, null);
                }
                case TOO_MANY_A_DAY -> {
                    return new Issuance.Postponed(keys.untilNextDay(owner));
                }
                case REPEATED -> {
                    return repeated.find(owner, request).orElseThrow();
                }
                case ID_TAKEN -> {}
            }
        }
        throw new IllegalStateException("no free id found for an API key: is the random generator broken?");
    }

    // ints() is uniform over the range; a remainder of raw bits would favour some digits.
    private String base62(int length) {
        return random.ints(length, 0, ApiKeyToken.BASE62.length())
                .collect(
                        StringBuilder::new,
                        (text, digit) -> text.append(ApiKeyToken.BASE62.charAt(digit)),
                        StringBuilder::append)
                .toString();
    }
}
