package com.hubify.identity.server.organization;

/**
 * A person's role or permissions in an organization are others than before.
 *
 * @param role the new one, without {@code org:}
 */
public record MembershipChanged(String account, String organization, String role) {}
