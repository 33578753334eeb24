package com.hubify.identity.server.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param audience Audience of access tokens: the API they are for.
 * @param idTokenTimeToLive How long an ID token is valid.
 * @param refreshGrace How long a spent refresh token still gets the answer it got, for clients whose connection broke; after
 *     it, presenting the token again ends the grant.
 */
@ConfigurationProperties("hubify.identity.token")
record TokenProperties(
        @DefaultValue("https://api.hubify.com") String audience,
        @DefaultValue("10m") Duration idTokenTimeToLive,
        @DefaultValue("10s") Duration refreshGrace) {}
