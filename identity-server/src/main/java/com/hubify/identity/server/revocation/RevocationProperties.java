package com.hubify.identity.server.revocation;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention How long a revocation is remembered: no refresh token and no sign-in may live longer, or it would come back
 *     to life. Revocations of single access tokens are kept for at most 25 hours, since no access token lives longer.
 * @param logLength How many revocations the log keeps, roughly. What is no longer there is read from the recent ones, so it
 *     decides nothing but how much a node reads after it was cut off from Redis.
 * @param endsPerAccount How many revocations of one person's sessions are kept within 25 hours, and as many of the grants each
 *     client has of this person. Past that, one entry ends all sessions and grants of the person until then, or all that this
 *     client has of the person; no API key, nothing of another client and nobody else's.
 * @param tokensPerAccount How many revocations of single access tokens are kept for one person at one client within 25 hours.
 *     Past that, revoking one ends the grant it came from.
 * @param tokensPerHolder How many revocations of single access tokens that still live are kept for one client that acts for
 *     itself, or for one sign-in of a person. Past that, one entry stands for all tokens which that client, or that sign-in,
 *     has until then; nobody else's and no API key.
 */
@ConfigurationProperties("hubify.identity.revocation")
record RevocationProperties(
        @DefaultValue("100d") Duration retention,
        @DefaultValue("100000") int logLength,
        @DefaultValue("300") int endsPerAccount,
        @DefaultValue("1000") int tokensPerAccount,
        @DefaultValue("100") int tokensPerHolder) {

    /** Longer than the longest life a client's refresh token may have. */
    private static final Duration SHORTEST = Duration.ofDays(91);

    private static final Duration LONGEST = Duration.ofDays(3650);

    RevocationProperties {
        Settings.requireBetween(SHORTEST, retention, LONGEST, "hubify.identity.revocation.retention");
        Settings.requirePositive(logLength, "hubify.identity.revocation.log-length");
        Settings.requirePositive(endsPerAccount, "hubify.identity.revocation.ends-per-account");
        Settings.requirePositive(tokensPerAccount, "hubify.identity.revocation.tokens-per-account");
        Settings.requirePositive(tokensPerHolder, "hubify.identity.revocation.tokens-per-holder");
    }
}
