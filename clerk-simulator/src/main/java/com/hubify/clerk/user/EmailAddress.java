package com.hubify.clerk.user;

/**
 * A person's primary e-mail address.
 *
 * @param id {@code idn_…}, another one with each address
 */
public record EmailAddress(String id, String address, boolean verified) {}
