package com.hubify.identity.server.token;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param audience Audience of access tokens: the API they are for.
 * @param idTokenTimeToLive How long an ID token is valid.
 * @param authorizationCodeTimeToLive How long an authorization code can be redeemed; at most 10m (RFC 6749, section 4.1.2).
 */
@ConfigurationProperties("hubify.identity.token")
record TokenProperties(
        @DefaultValue("https://api.hubify.com") String audience,
        @DefaultValue("10m") Duration idTokenTimeToLive,
        @DefaultValue("60s") Duration authorizationCodeTimeToLive) {

    private static final String PREFIX = "hubify.identity.token.";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_CODE = Duration.ofMinutes(10);

    TokenProperties {
        // With a wrong audience, services would refuse every token without telling why.
        Settings.requireText(
                audience, PREFIX + "audience", "must be the audience of access tokens, without surrounding spaces");
        between(SHORTEST, idTokenTimeToLive, Duration.ofHours(24), "id-token-time-to-live");
        between(SHORTEST, authorizationCodeTimeToLive, LONGEST_CODE, "authorization-code-time-to-live");
    }

    private static void between(Duration shortest, Duration value, Duration longest, String name) {
        Settings.requireBetween(shortest, value, longest, PREFIX + name);
    }
}
