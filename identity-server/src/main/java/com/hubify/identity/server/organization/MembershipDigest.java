package com.hubify.identity.server.organization;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.clerk.ClerkMembership;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A number for what a membership says: organization, role and permissions, without times. A person's memberships are the same
 * if these numbers have the same sum, in whatever order they come.
 */
public final class MembershipDigest {

    /** A million of them stay below 2^63. Two different memberships have the same one by chance in 2^42. */
    private static final int BITS = 42;

    private MembershipDigest() {}

    /** Of a membership as Clerk lists it. */
    public static long of(ClerkMembership listed) {
        return of(MembershipUpdates.membership(listed, Instant.EPOCH));
    }

    /** Of a membership that is known here. */
    public static long of(Membership membership) {
        Organization organization = membership.organization();
        String text = Stream.concat(
                        Stream.of(
                                organization.id(),
                                text(organization.name()),
                                text(organization.slug()),
                                text(membership.role())),
                        membership.permissions().stream().distinct().sorted())
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        return ByteBuffer.wrap(Sha256.of(text)).getLong() >>> (Long.SIZE - BITS);
    }

    /** What is unknown differs from what is empty. */
    private static String text(@Nullable String value) {
        return value == null ? "-" : "+" + value;
    }
}
