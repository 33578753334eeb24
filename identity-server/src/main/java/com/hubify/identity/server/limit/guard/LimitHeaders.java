package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.limit.Budget;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;

/**
 * What an answer says of a budget: {@code X-RateLimit-…}, and the fields of the IETF's draft.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields for HTTP</a>
 */
final class LimitHeaders {

    private LimitHeaders() {}

    static void write(Budget budget, Instant now, HttpServletResponse response) {
        String name = '"' + budget.limit().name() + '"';
        long most = budget.limit().most();
        long reset = seconds(budget);
        response.setHeader("X-RateLimit-Limit", Long.toString(most));
        response.setHeader("X-RateLimit-Remaining", Long.toString(budget.remaining()));
        response.setHeader("X-RateLimit-Reset", Long.toString(now.getEpochSecond() + reset));
        response.setHeader(
                "RateLimit-Policy",
                name + ";q=" + most + ";w=" + budget.limit().period().toSeconds());
        response.setHeader("RateLimit", name + ";r=" + budget.remaining() + ";t=" + reset);
    }

    private static long seconds(Budget budget) {
        return budget.reset().plusMillis(999).toSeconds();
    }
}
