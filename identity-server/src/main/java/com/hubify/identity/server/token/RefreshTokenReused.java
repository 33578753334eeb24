package com.hubify.identity.server.token;

/** A used refresh token was presented after the grace period, so it was copied. The grant was revoked. */
public record RefreshTokenReused(String grantId, String clientId, String account) {}
