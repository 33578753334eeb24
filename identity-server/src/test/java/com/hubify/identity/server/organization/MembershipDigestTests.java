package com.hubify.identity.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.clerk.ClerkMembership;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MembershipDigestTests {

    private static final List<String> PERMISSIONS = List.of("org:a:read", "org:b:read");

    @Test
    void isTheSameForWhatClerkListsAndWhatIsKnownOfIt() {
        long listed = MembershipDigest.of(new ClerkMembership(
                "user_1", "org_1", "acme", "Acme", "org:admin", PERMISSIONS, Instant.ofEpochSecond(7)));
        long known = MembershipDigest.of(new Membership(
                new Organization("org_1", "Acme", "acme"),
                "org:admin",
                List.of("org:b:read", "org:a:read"),
                Instant.ofEpochSecond(9)));

        assertThat(listed).isEqualTo(known).isBetween(1L, (1L << 42) - 1);
    }

    @Test
    void differsByAllThatTokensSay() {
        LongStream digests = Stream.of(
                        listed("org_1", "acme", "Acme", "org:admin", PERMISSIONS),
                        listed("org_2", "acme", "Acme", "org:admin", PERMISSIONS),
                        listed("org_1", "acme", null, "org:admin", PERMISSIONS),
                        listed("org_1", null, "Acme", "org:admin", PERMISSIONS),
                        listed("org_1", "acme", "Acme", "org:member", PERMISSIONS),
                        listed("org_1", "acme", "Acme", "org:admin", List.of("org:a:read")),
                        // Attack: a name that reads like a name and a slug.
                        listed("org_1", "", "Acme5:+acme", "org:admin", PERMISSIONS))
                .mapToLong(MembershipDigest::of);

        assertThat(digests.boxed().toList()).doesNotHaveDuplicates();
    }

    private static ClerkMembership listed(
            String organization, @Nullable String slug, @Nullable String name, String role, List<String> permissions) {
        return new ClerkMembership("user_1", organization, slug, name, role, permissions, null);
    }
}
