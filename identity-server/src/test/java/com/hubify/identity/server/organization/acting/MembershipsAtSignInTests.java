package com.hubify.identity.server.organization.acting;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.MembershipUpdates;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class MembershipsAtSignInTests {

    private static final AccountId ADA = new AccountId(KnownPeople.ADA);
    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemoryMemberships memberships = new InMemoryMemberships();
    private final InMemoryChoices choices = new InMemoryChoices();
    private final InMemoryRevocations revocations = new InMemoryRevocations();

    @Test
    void readsThemFromClerk() {
        memberships.put(ADA, recorded("org_left", "Left"));

        atSignIn(() -> List.of(member("org_1"))).signedIn(ADA, null);

        assertThat(memberships.of(ADA)).extracting(it -> it.organization().id()).containsExactly("org_1");
        assertThat(choices.active(ADA)).isEmpty();
    }

    /** Clerk is away, or takes longer than the client waits: nobody is kept from signing in, and nothing is taken from them. */
    @Test
    void goesOnWithWhatIsStoredWhileClerkDoesNotAnswer() {
        memberships.put(ADA, recorded("org_1", "Acme"));

        atSignIn(() -> {
                    throw new ClerkUnavailable("no answer", null);
                })
                .signedIn(ADA, "org_1");

        assertThat(memberships.of(ADA)).hasSize(1);
        assertThat(choices.active(ADA)).contains("org_1");
        assertThat(revocations.published()).isEmpty();
    }

    @Test
    void takesClerksChoiceForWhoHasChosenNoneHere() {
        choices.activate(ADA, Choices.THEMSELVES);

        atSignIn(() -> List.of(member("org_1"))).signedIn(ADA, "org_1");

        assertThat(choices.active(ADA)).contains(Choices.THEMSELVES);
    }

    /** Attack: an ID token from before one was removed names the organization still. */
    @Test
    void goesByTheListAndNotByTheIdToken() {
        atSignIn(() -> List.of(member("org_1"))).signedIn(ADA, "org_2");

        assertThat(memberships.find(ADA, "org_2")).isEmpty();
        assertThat(choices.active(ADA)).isEmpty();
    }

    @Test
    void withoutASecretKeyKnowsWhatTheIdTokenSays() {
        atSignIn(null).signedIn(ADA, "org_1");

        assertThat(memberships.find(ADA, "org_1").map(Membership::roleName)).contains("unknown");
        assertThat(choices.active(ADA)).contains("org_1");
        atSignIn(null).signedIn(ADA, "org_1");
        assertThat(memberships.of(ADA)).hasSize(1);
        assertThat(revocations.published()).isEmpty();
    }

    /** Threat: one who was removed at Clerk stays a member for ever, where neither the Backend API nor events tell of it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "org_2", "not an id"})
    void withoutASecretKeyAMembershipEndsWithTheSignInThatDoesNotNameIt(String named) {
        atSignIn(null).signedIn(ADA, "org_1");
        memberships.put(ADA, recorded("org_3", "Known from events"));

        atSignIn(null).signedIn(ADA, named.isEmpty() ? null : named);

        assertThat(memberships.find(ADA, "org_1")).isEmpty();
        assertThat(memberships.find(ADA, "org_2").isPresent()).isEqualTo(named.equals("org_2"));
        assertThat(memberships.find(ADA, "org_3")).isPresent();
        assertThat(revocations.published())
                .extracting(Revocation::ancestor)
                .containsExactly(Ancestor.membership("org_1", ADA.value()));
        atSignIn(null).signedIn(ADA, "org_1");
        assertThat(memberships.find(ADA, "org_1")).isPresent();
    }

    private MembershipsAtSignIn atSignIn(@Nullable Supplier<List<ClerkMembership>> clerk) {
        StaticListableBeanFactory beans =
                new StaticListableBeanFactory(clerk == null ? Map.of() : Map.of("clerk", backend(clerk)));
        return new MembershipsAtSignIn(
                beans.getBeanProvider(ClerkBackend.class),
                new MembershipUpdates(memberships, new KnownPeople(), revocations, event -> {}, clock),
                memberships,
                choices,
                clock);
    }

    /** Answers about memberships alone. */
    private static ClerkBackend backend(Supplier<List<ClerkMembership>> answer) {
        return (ClerkBackend) Proxy.newProxyInstance(
                ClerkBackend.class.getClassLoader(),
                new Class<?>[] {ClerkBackend.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("memberships")) {
                        return answer.get();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Membership recorded(String organization, String name) {
        return new Membership(
                new Organization(organization, name, null), "org:admin", List.of(), NOW.minusSeconds(900));
    }

    private static ClerkMembership member(String organization) {
        return new ClerkMembership(KnownPeople.ADA, organization, null, "Acme", "org:admin", List.of(), NOW);
    }
}
