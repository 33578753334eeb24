package com.hubify.identity.resource.memory;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;

/**
 * Counts verified credentials by kind and outcome, and cache hits. The issuer of a refused token is not known for certain, so it
 * counts as {@code token}. Each counter is looked up once: this runs for every request.
 */
final class CredentialCounters {

    private static final String CACHE = "hubify.resource.cache";
    private static final String KEY = "api_key";
    private static final String TOKEN = "token";

    private final Counter[] accepted;
    private final Counter[] refusedKeys;
    private final Counter[] refusedTokens;
    private final Counter unavailableKeys;
    private final Counter unavailableTokens;
    private final Counter hits;
    private final Counter misses;

    CredentialCounters(MeterRegistry registry) {
        accepted = Arrays.stream(Caller.Kind.values())
                .map(kind -> counter(registry, word(kind), "accepted"))
                .toArray(Counter[]::new);
        refusedKeys = refusals(registry, KEY);
        refusedTokens = refusals(registry, TOKEN);
        unavailableKeys = counter(registry, KEY, "unavailable");
        unavailableTokens = counter(registry, TOKEN, "unavailable");
        hits = registry.counter(CACHE, "result", "hit");
        misses = registry.counter(CACHE, "result", "miss");
    }

    /** @param hit whether the answer was in memory */
    void count(String credential, Verification verification, boolean hit) {
        (hit ? hits : misses).increment();
        counter(credential, verification).increment();
    }

    private Counter counter(String credential, Verification verification) {
        if (verification instanceof Verification.Accepted good) {
            return accepted[good.caller().kind().ordinal()];
        }
        boolean key = ApiKeyToken.looksLikeKey(credential);
        if (verification instanceof Verification.Refused bad) {
            return (key ? refusedKeys : refusedTokens)[bad.reason().ordinal()];
        }
        return key ? unavailableKeys : unavailableTokens;
    }

    private static Counter[] refusals(MeterRegistry registry, String kind) {
        return Arrays.stream(Reason.values())
                .map(reason -> counter(registry, kind, word(reason)))
                .toArray(Counter[]::new);
    }

    private static Counter counter(MeterRegistry registry, String kind, String outcome) {
        return registry.counter("hubify.resource.credentials", "kind", kind, "outcome", outcome);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
