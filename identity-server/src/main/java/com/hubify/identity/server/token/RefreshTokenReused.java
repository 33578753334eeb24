package com.hubify.identity.server.token;

/** A spent refresh token was presented after its grace: somebody has a copy. The grant was ended. */
public record RefreshTokenReused(String grantId, String clientId, String account) {}
