package com.hubify.identity.server.revocation;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention How long a revocation is stored. No refresh token and no sign-in may live longer, or it would be valid
 *     again after its revocation is deleted. Revocations of single access tokens are stored for at most 25 hours, since no
 *     access token lives longer.
 * @param logLength Approximate number of revocations in the log. Older ones are read from the set of recent ones, so this
 *     only affects how much a node reads after it was cut off from Redis.
 * @param endsPerAccount How many revocations of one person's sessions are stored within 25 hours, and as many of grants of
 *     this person at each client. Beyond that, one entry revokes all sessions and grants of the person, or all grants of the
 *     person at this client, that exist until then; no API keys, nothing of other people or clients.
 * @param tokensPerAccount How many revocations of single access tokens are kept for one person at one client within 25
 *     hours. Beyond that, revoking one revokes its grant.
 * @param tokensPerHolder How many revocations of single unexpired access tokens are stored for one client that acts for
 *     itself, or for one grant of a person. Beyond that, one entry revokes all tokens which that client, or that grant, has
 *     until then; no API keys, nothing of other people or clients.
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
