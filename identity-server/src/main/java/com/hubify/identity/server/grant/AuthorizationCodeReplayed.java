package com.hubify.identity.server.grant;

/** A used authorization code was presented again, so it was copied. The grant was revoked (RFC 6749, section 4.1.2). */
public record AuthorizationCodeReplayed(String grantId, String clientId, String account) {}
