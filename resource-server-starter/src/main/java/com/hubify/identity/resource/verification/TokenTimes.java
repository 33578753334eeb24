package com.hubify.identity.resource.verification;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token is valid now. Clocks may differ by five seconds; more would stretch tokens that live for a minute.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4">RFC 7519, section 4.1.4</a>
 */
public final class TokenTimes {

    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Clock clock;

    public TokenTimes(Clock clock) {
        this.clock = clock;
    }

    /** Whether the token has been issued, is not yet expired, and is not dated ahead. Issue and expiry are required. */
    boolean areGood(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return false;
        }
        Instant now = clock.instant();
        return now.isBefore(expires.toInstant().plus(SKEW))
                && hasBegun(issued, now)
                && hasBegun(claims.getNotBeforeTime(), now);
    }

    /** From when on a token that has good times is not accepted any more. */
    static Instant end(JWTClaimsSet claims) {
        return claims.getExpirationTime().toInstant().plus(SKEW);
    }

    /** Whether the token lives no longer than the given time. */
    boolean areWithin(Duration life, JWTClaimsSet claims) {
        Duration lives = Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
        return lives.compareTo(life) <= 0;
    }

    private static boolean hasBegun(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now.plus(SKEW));
    }
}
