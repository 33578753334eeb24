package com.hubify.clerk.sessiontoken;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A JWT template of the instance.
 *
 * @param name Name to ask for
 * @param audience Audience of its tokens, none if absent
 * @param lifetime How long its tokens are good
 * @param allowedClockSkew How far back their nbf lies
 * @param claims Further claims, taken as they are
 */
record JwtTemplate(
        String name,
        @Nullable String audience,
        @DefaultValue("60s") Duration lifetime,
        @DefaultValue("5s") Duration allowedClockSkew,
        @DefaultValue Map<String, Object> claims) {}
