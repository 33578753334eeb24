package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.quota.Terms.Window;
import com.hubify.identity.resource.web.Refusal;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Whether a request is within the caller's plan, and what the caller is told of it: of the budgets that it counts for, the one with
 * least left.
 *
 * @param isAllowed whether it is
 * @param window the limit that ends first
 * @param remaining requests that are left of it
 * @param policy all limits of that budget
 * @param now in milliseconds since 1970
 */
public record Admission(boolean isAllowed, Window window, long remaining, String policy, long now) {

    public static final String LIMIT = "X-RateLimit-Limit";

    static Admission of(Budget budget, boolean isAllowed, long now) {
        return new Admission(isAllowed, budget.shown(now), isAllowed ? budget.remaining(now) : 0, budget.policy(), now);
    }

    /** Of a request without a good credential, which counts for no budget: the smallest plan, of which nothing is used. */
    static Admission ofStranger(long now) {
        Terms terms = Terms.unknown(now);
        return new Admission(true, terms.shown(), terms.shown().remaining(), terms.policy(), now);
    }

    /** 429 {@code rate_limited}. */
    public Refusal refusal() {
        return Refusal.rateLimited(
                Duration.ofSeconds(secondsToReset()), "the caller has used up the limit for the " + window.name());
    }

    /** How long to wait, in seconds. */
    long secondsToReset() {
        return Math.max(1, (window.reset() - now + 999) / 1000);
    }

    /**
     * Sets the headers of the answer: Hubify's, and those that the IETF drafts.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers">RateLimit header fields for
     *     HTTP</a>
     */
    public void tell(BiConsumer<String, String> header) {
        header.accept(LIMIT, Long.toString(window.limit()));
        header.accept("X-RateLimit-Remaining", Long.toString(remaining));
        header.accept("X-RateLimit-Reset", Long.toString((window.reset() + 999) / 1000));
        header.accept("RateLimit-Policy", policy);
        header.accept("RateLimit", "\"" + window.name() + "\";r=" + remaining + ";t=" + secondsToReset());
    }
}
