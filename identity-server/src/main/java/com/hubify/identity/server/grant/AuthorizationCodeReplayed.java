package com.hubify.identity.server.grant;

/** A spent authorization code was presented again: somebody has a copy. The grant was ended (RFC 6749, section 4.1.2). */
public record AuthorizationCodeReplayed(String grantId, String clientId, String account) {}
