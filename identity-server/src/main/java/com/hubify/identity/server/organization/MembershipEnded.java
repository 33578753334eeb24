package com.hubify.identity.server.organization;

/** A person is no longer a member of an organization. The revocation is published already. */
public record MembershipEnded(String account, String organization) {}
