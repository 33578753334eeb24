package com.hubify.identity.resource;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one issuer: fetched when first needed, kept five minutes, refreshed ahead of that, and used for up to
 * an hour while the issuer is away. However many unknown key ids come in, the issuer is asked at most twice in five seconds.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration REFRESHED_AHEAD = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private record Loaded(JWKSet keys, Instant at) {}

    private final String issuer;
    private final Clock clock;
    private final JWKSetBasedJWKSource<SecurityContext> source;
    private volatile @Nullable Loaded last;
    private volatile boolean away;

    IssuerKeys(IssuerMetadata metadata, Clock clock) {
        this.issuer = metadata.issuer();
        this.clock = clock;
        this.source = (JWKSetBasedJWKSource<SecurityContext>) JWKSourceBuilder.create(remembering(metadata))
                .cache(KEPT.toMillis(), LONGEST_WAIT.toMillis())
                .refreshAheadCache(REFRESHED_AHEAD.toMillis(), false)
                .rateLimited(INTERVAL.toMillis())
                .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                .build();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> keys = select(selector, context);
        if (keys.isEmpty() && away) {
            // Perhaps the issuer signs with a key we could not fetch: its tokens are then neither good nor bad.
            throw new JWKSetUnavailableException("The key is unknown and " + issuer + " does not answer");
        }
        return keys;
    }

    private List<JWK> select(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return source.get(selector, context);
        } catch (RateLimitReachedException e) {
            // Unknown key ids must not shut out tokens whose key is known: the limit counts fetches, not look-ups.
            Loaded known = last;
            if (known == null || known.at.plus(KEPT_IN_OUTAGE).isBefore(clock.instant())) {
                throw e;
            }
            return selector.select(known.keys);
        }
    }

    /** Fetches once more, within the limit. True if the issuer now has other keys, perhaps under the same key id. */
    boolean replaced() {
        Loaded before = last;
        try {
            JWKSet now = source.getJWKSetSource()
                    .getJWKSet(JWKSetCacheRefreshEvaluator.forceRefresh(), clock.millis(), null);
            return before == null || !now.equals(before.keys);
        } catch (KeySourceException e) {
            return false;
        }
    }

    String issuer() {
        return issuer;
    }

    /** Makes sure that there are keys. */
    void load() throws KeySourceException {
        source.getJWKSetSource().getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), clock.millis(), null);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private JWKSetSource<SecurityContext> remembering(IssuerMetadata metadata) {
        return new JWKSetSource<>() {

            @Override
            public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long time, @Nullable SecurityContext context)
                    throws KeySourceException {
                away = true;
                JWKSet keys = metadata.keys();
                last = new Loaded(keys, clock.instant());
                away = false;
                return keys;
            }

            @Override
            public void close() {}
        };
    }
}
