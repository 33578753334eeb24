package com.hubify.clerk.directory;

import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.user.EmailAddress;
import com.hubify.clerk.user.Metadata;
import com.hubify.clerk.user.Profile;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the state from the settings, once. What was there from the start is no event. */
@Component
class Samples {

    private final DirectoryProperties properties;
    private final ClerkIds ids;
    private final Instant now;

    Samples(DirectoryProperties properties, ClerkIds ids, Clock clock, State state) {
        this.properties = properties;
        this.ids = ids;
        this.now = clock.instant();
        properties.organizations().forEach(one -> state.organizations.put(one.id(), organization(one)));
        for (DirectoryProperties.SampleUser one : properties.users()) {
            state.users.put(one.id(), user(one));
            one.memberships().forEach(place -> {
                Membership membership = membership(place, one.id());
                state.memberships.put(membership.id(), membership);
            });
        }
    }

    private Organization organization(DirectoryProperties.SampleOrganization one) {
        return new Organization(one.id(), one.slug(), one.name(), one.features(), Metadata.NONE, null, now, now);
    }

    private User user(DirectoryProperties.SampleUser one) {
        @Nullable
        EmailAddress email =
                one.email() == null ? null : new EmailAddress(ids.next("idn"), one.email(), one.emailVerified());
        Profile profile = new Profile(email, one.username(), one.givenName(), one.familyName(), one.picture(), null);
        User user = User.of(
                one.id(),
                profile,
                new Metadata(Map.copyOf(one.publicMetadata()), Map.of(), Map.of()),
                one.password(),
                now);
        return one.sample() ? user.asSample() : user;
    }

    private Membership membership(DirectoryProperties.Place place, String userId) {
        String organization = properties.organizations().stream()
                .filter(one -> one.answersTo(place.organization()))
                .findFirst()
                .orElseThrow()
                .id();
        return properties.roles().stream()
                .filter(role -> role.key().equals(place.role()))
                .findFirst()
                .map(role -> new Membership(ids.next("orgmem"), organization, userId, role, now, now))
                .orElseThrow();
    }
}
