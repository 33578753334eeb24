package com.hubify.identity.resource.memory;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.metrics.ResourceMetrics;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.util.Arrays;
import java.util.Locale;

/**
 * Counts what became of credentials, by kind and outcome, and how many were judged from memory. Nobody can say of a refused
 * token whose it was meant to be, so it counts as {@code token}.
 */
final class CredentialCounters {

    private static final String CREDENTIALS = "hubify.resource.credentials";
    private static final String CACHE = "hubify.resource.cache";
    private static final String KEY = "api_key";
    private static final String TOKEN = "token";

    private final Runnable[] accepted;
    private final Runnable[] refusedKeys;
    private final Runnable[] refusedTokens;
    private final Runnable unavailableKeys;
    private final Runnable unavailableTokens;
    private final Runnable hits;
    private final Runnable misses;

    CredentialCounters(ResourceMetrics metrics) {
        accepted = Arrays.stream(Caller.Kind.values())
                .map(kind -> counter(metrics, word(kind), "accepted"))
                .toArray(Runnable[]::new);
        refusedKeys = refusals(metrics, KEY);
        refusedTokens = refusals(metrics, TOKEN);
        unavailableKeys = counter(metrics, KEY, "unavailable");
        unavailableTokens = counter(metrics, TOKEN, "unavailable");
        hits = metrics.counter(CACHE, "result", "hit");
        misses = metrics.counter(CACHE, "result", "miss");
    }

    void hit() {
        hits.run();
    }

    void missed() {
        misses.run();
    }

    void count(String credential, Verification verification) {
        counter(ApiKeyToken.looksLikeKey(credential), verification).run();
    }

    private Runnable counter(boolean key, Verification verification) {
        if (verification instanceof Verification.Accepted good) {
            return accepted[good.caller().kind().ordinal()];
        }
        if (verification instanceof Verification.Refused bad) {
            return (key ? refusedKeys : refusedTokens)[bad.reason().ordinal()];
        }
        return key ? unavailableKeys : unavailableTokens;
    }

    private static Runnable[] refusals(ResourceMetrics metrics, String kind) {
        return Arrays.stream(Reason.values())
                .map(reason -> counter(metrics, kind, word(reason)))
                .toArray(Runnable[]::new);
    }

    private static Runnable counter(ResourceMetrics metrics, String kind, String outcome) {
        return metrics.counter(CREDENTIALS, "kind", kind, "outcome", outcome);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
