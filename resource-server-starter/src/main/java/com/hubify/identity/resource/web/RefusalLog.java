package com.hubify.identity.resource.web;

import com.hubify.identity.protocol.HiddenSecrets;
import com.hubify.identity.resource.refusal.RefusedRequest;
import com.hubify.identity.resource.refusal.RefusedRequests;
import com.hubify.identity.resource.refusal.Sent;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

/**
 * Logs why a request was answered with 401, or with 403 for another reason than a missing scope; the client is not told
 * this reason. Unauthenticated clients can cause any number of refusals, so the lines per reason and minute are
 * limited. No part of the credential is logged.
 */
public final class RefusalLog {

    /** Lines per minute for each reason. */
    static final int LINES = 10;

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private static final Set<HttpStatus> NOTED = Set.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN);
    private static final int LONGEST_PATH = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    private final RateLimiterRegistry limits = RateLimiterRegistry.of(RateLimiterConfig.custom()
            .limitForPeriod(LINES)
            .limitRefreshPeriod(Duration.ofMinutes(1))
            .timeoutDuration(Duration.ZERO)
            .build());

    private final RefusedRequests reported;

    /** Logs and reports. */
    @Autowired
    public RefusalLog(ObjectProvider<RefusedRequests> reported) {
        this(reported.getIfAvailable(RefusedRequests::off));
    }

    /** Logs alone. */
    public RefusalLog() {
        this(RefusedRequests.off());
    }

    private RefusalLog(RefusedRequests reported) {
        this.reported = reported;
    }

    /**
     * Logs a refusal, as the other method does, and has it reported, so that the request id leads to its reason.
     *
     * @param sent what is known of the sender
     */
    public void note(Refusal refusal, String request, String method, String path, Sent sent) {
        note(refusal, request, method, path);
        reported.add(new RefusedRequest(
                request,
                refusal.status().value(),
                refusal.reason(),
                refusal.challenge() == null ? "" : refusal.challenge().getOrDefault(Refusal.SCOPE, ""),
                method + " " + printable(path),
                sent));
    }

    /**
     * Logs a refusal, if it is a 401 or 403 with a reason.
     *
     * @param request request id, which the client was sent
     * @param path path as it was sent, without the query
     */
    public void note(Refusal refusal, String request, String method, String path) {
        String reason = refusal.reason();
        if (!NOTED.contains(refusal.status()) || reason == null || !log.isInfoEnabled()) {
            return;
        }
        RateLimiter limit = limits.rateLimiter(reason);
        if (limit.acquirePermission()) {
            boolean isLast = limit.getMetrics().getAvailablePermissions() == 0;
            log.info(
                    "{} for {} {} ({}): {}{}",
                    refusal.status().value(),
                    method,
                    printable(path),
                    request,
                    reason,
                    isLast ? "; no more lines about this reason within this minute" : "");
        }
    }

    // A client may have put a key or token into the path by mistake.
    private static String printable(String path) {
        String start = path.substring(0, Math.min(path.length(), LONGEST_PATH));
        return HiddenSecrets.in(UNPRINTABLE.matcher(start).replaceAll("?"));
    }
}
