package com.hubify.identity.server.organization;

/** An organization was deleted at Clerk. The revocation is published already. */
public record OrganizationEnded(String organization) {}
