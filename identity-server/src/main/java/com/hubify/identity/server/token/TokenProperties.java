package com.hubify.identity.server.token;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param audience Audience of access tokens: the API they are for.
 * @param idTokenTimeToLive How long an ID token is valid.
 * @param authorizationCodeTimeToLive How long an authorization code can be redeemed; at most 10m (RFC 6749, section 4.1.2).
 * @param grantTimeToLive How long a grant can be refreshed from when it was made, however often it is used.
 * @param grantsPerClient How many grants one person may have at one client. With one more the oldest ends.
 * @param refreshGrace How long a spent refresh token still gets the answer it got, for clients whose connection broke. It
 *     should be longer than a client waits for an answer. After it, presenting the token again ends the grant.
 */
@ConfigurationProperties("hubify.identity.token")
record TokenProperties(
        @DefaultValue("https://api.hubify.com") String audience,
        @DefaultValue("10m") Duration idTokenTimeToLive,
        @DefaultValue("60s") Duration authorizationCodeTimeToLive,
        @DefaultValue("90d") Duration grantTimeToLive,
        @DefaultValue("100") int grantsPerClient,
        @DefaultValue("60s") Duration refreshGrace) {

    private static final String PREFIX = "hubify.identity.token.";
    private static final Duration LONGEST_CODE = Duration.ofMinutes(10);
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(10);

    TokenProperties {
        require(isPositive(idTokenTimeToLive), "id-token-time-to-live", "must be positive");
        require(
                isPositive(authorizationCodeTimeToLive) && authorizationCodeTimeToLive.compareTo(LONGEST_CODE) <= 0,
                "authorization-code-time-to-live",
                "must be positive and at most 10m");
        require(isPositive(grantTimeToLive), "grant-time-to-live", "must be positive");
        Settings.requirePositive(grantsPerClient, PREFIX + "grants-per-client");
        require(
                !refreshGrace.isNegative() && refreshGrace.compareTo(LONGEST_GRACE) <= 0,
                "refresh-grace",
                "must be between 0s and 10m");
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static void require(boolean isSo, String name, String reason) {
        Settings.require(isSo, PREFIX + name, reason);
    }
}
