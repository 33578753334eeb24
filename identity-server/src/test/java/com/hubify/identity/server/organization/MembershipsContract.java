package com.hubify.identity.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link Memberships}, which every implementation keeps. */
abstract class MembershipsContract {

    static final AccountId ADA = new AccountId("user_ada");
    static final Instant NOW = Instant.parse("2026-04-14T10:00:00.123Z");
    static final Instant LATER = NOW.plusMillis(1);

    private Memberships memberships = new InMemoryMemberships();

    /** Without any. */
    abstract Memberships create();

    @BeforeEach
    void startEmpty() {
        memberships = create();
    }

    @Test
    void findsWhatIsRecordedByTitle() {
        assertThat(memberships.put(ADA, in("org_2", "Zuse", "org:admin", NOW))).isEqualTo(Recorded.NEW);
        assertThat(memberships.put(ADA, in("org_1", "acme", "org:member", NOW))).isEqualTo(Recorded.NEW);

        assertThat(memberships.of(ADA)).extracting(it -> it.organization().id()).containsExactly("org_1", "org_2");
        assertThat(memberships.find(ADA, "org_2")).contains(in("org_2", "Zuse", "org:admin", NOW));
        assertThat(memberships.find(new AccountId("user_bob"), "org_2")).isEmpty();
        assertThat(memberships.of(new AccountId("user_bob"))).isEmpty();
    }

    @Test
    void tellsChangesFromRepetitions() {
        memberships.put(ADA, in("org_1", "acme", "org:member", NOW));

        assertThat(memberships.put(ADA, in("org_1", "acme", "org:member", NOW))).isEqualTo(Recorded.REPEATED);
        assertThat(memberships.put(ADA, in("org_1", "acme", "org:member", LATER)))
                .isEqualTo(Recorded.UNCHANGED);
        assertThat(memberships.put(ADA, in("org_1", "acme", "org:admin", LATER.plusMillis(1))))
                .isEqualTo(Recorded.CHANGED);
        assertThat(memberships.find(ADA, "org_1").map(Membership::role)).contains("org:admin");
    }

    /** Attack: an administrator who was made a member again is an administrator still, by a late event. */
    @Test
    void olderNewsChangeNothing() {
        memberships.put(ADA, in("org_1", "acme", "org:member", LATER));

        assertThat(memberships.put(ADA, in("org_1", "former", "org:admin", NOW)))
                .isEqualTo(Recorded.PASSED_OVER);
        assertThat(memberships.find(ADA, "org_1").map(Membership::role)).contains("org:member");
        assertThat(memberships.find(ADA, "org_1").map(it -> it.organization().title()))
                .contains("acme");
    }

    /** Attack: have a late event bring back a member who was removed. */
    @Test
    void whoHasLeftComesBackByLaterNewsOnly() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        assertThat(memberships.remove(ADA, "org_1", LATER)).isEqualTo(Recorded.ENDED);
        assertThat(memberships.remove(ADA, "org_1", LATER)).isEqualTo(Recorded.REPEATED);
        assertThat(memberships.put(ADA, in("org_1", "acme", "org:admin", NOW))).isEqualTo(Recorded.PASSED_OVER);
        assertThat(memberships.put(ADA, in("org_1", "acme", "org:admin", LATER)))
                .isEqualTo(Recorded.PASSED_OVER);
        assertThat(memberships.of(ADA)).isEmpty();

        assertThat(memberships.put(ADA, in("org_1", "acme", "org:member", LATER.plusMillis(1))))
                .isEqualTo(Recorded.NEW);
        assertThat(memberships.remove(ADA, "org_1", LATER)).isEqualTo(Recorded.PASSED_OVER);
        assertThat(memberships.of(ADA)).hasSize(1);
    }

    /** The end may arrive before the beginning. */
    @Test
    void whoLeftBeforeTheyWereKnownDoesNotAppear() {
        assertThat(memberships.remove(ADA, "org_1", LATER)).isEqualTo(Recorded.ENDED);

        assertThat(memberships.put(ADA, in("org_1", "acme", "org:admin", NOW))).isEqualTo(Recorded.PASSED_OVER);
        assertThat(memberships.of(ADA)).isEmpty();
    }

    @Test
    void replacesAllAndKeepsWhatBeganMeanwhile() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));
        memberships.put(ADA, in("org_2", "zuse", "org:admin", NOW));
        memberships.put(ADA, in("org_3", "new", "org:admin", LATER));

        Map<String, Recorded> became =
                memberships.replace(ADA, List.of(in("org_1", "acme", "org:member", LATER)), LATER);

        assertThat(became).containsOnly(Map.entry("org_1", Recorded.CHANGED), Map.entry("org_2", Recorded.ENDED));
        assertThat(memberships.of(ADA)).extracting(it -> it.organization().id()).containsExactly("org_1", "org_3");
        assertThat(memberships.replace(ADA, List.of(in("org_1", "acme", "org:member", LATER)), NOW))
                .containsOnly(Map.entry("org_1", Recorded.REPEATED));
    }

    @Test
    void anOrganizationThatHasEndedHasNoMembersAndNeverComesBack() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        memberships.end("org_1");
        memberships.put(ADA, in("org_1", "acme", "org:member", LATER));

        assertThat(memberships.of(ADA)).isEmpty();
        assertThat(memberships.find(ADA, "org_1")).isEmpty();
        assertThat(memberships.organization("org_1")).isEmpty();
    }

    /** Its own keys work as long as it is there. */
    @Test
    void knowsAnOrganizationWhoseMembersHaveLeft() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));
        memberships.remove(ADA, "org_1", LATER);

        assertThat(memberships.organization("org_1")).map(Organization::title).contains("acme");
        assertThat(memberships.organization("org_2")).isEmpty();
    }

    @Test
    void renamesAnOrganizationForAll() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        memberships.name(new Organization("org_1", "Acme GmbH", "acme"), LATER);

        assertThat(memberships.of(ADA))
                .extracting(it -> it.organization().title())
                .containsExactly("Acme GmbH");
    }

    /** Attack: make and delete organizations at Clerk without ever signing in here. */
    @Test
    void knowsNothingOfOrganizationsWithoutMembersHere() {
        memberships.name(new Organization("org_1", "Elsewhere", null), LATER);
        assertThat(memberships.end("org_1")).isFalse();
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        assertThat(memberships.of(ADA))
                .extracting(it -> it.organization().title())
                .containsExactly("acme");
        assertThat(memberships.end("org_1")).isTrue();
    }

    /** Attack: make organizations without end. */
    @Test
    void keepsSoManyOfAPerson() {
        IntStream.range(0, Memberships.MOST)
                .forEach(i -> memberships.put(ADA, in("org_" + i, "acme", "org:admin", NOW)));
        assertThat(memberships.put(ADA, in("org_more", "acme", "org:admin", NOW)))
                .isEqualTo(Recorded.PASSED_OVER);

        memberships.remove(ADA, "org_7", LATER);
        Instant muchLater = LATER.plus(Duration.ofDays(3)).plusMillis(1);
        assertThat(memberships.put(ADA, in("org_more", "acme", "org:admin", muchLater)))
                .isEqualTo(Recorded.NEW);
        assertThat(memberships.of(ADA)).hasSize(Memberships.MOST);
    }

    /** Attack: join and leave a hundred others, so that it is forgotten that one was removed, and have old news delivered again. */
    @Test
    void whoHasLeftLatelyIsRememberedHoweverManyOthersTheyJoin() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));
        memberships.remove(ADA, "org_1", LATER);
        Instant since = NOW.plus(Duration.ofDays(2));
        IntStream.rangeClosed(2, 2 * Memberships.MOST).forEach(i -> {
            memberships.put(ADA, in("org_" + i, "other", "org:admin", since));
            assertThat(memberships.remove(ADA, "org_" + i, since)).isEqualTo(Recorded.ENDED);
        });

        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        assertThat(memberships.of(ADA)).isEmpty();
    }

    @Test
    void forgetsAPerson() {
        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        memberships.forget(ADA);

        assertThat(memberships.of(ADA)).isEmpty();
    }

    static Membership in(String organization, String name, String role, Instant updatedAt) {
        return new Membership(
                new Organization(organization, name, null), role, List.of("org:sys_memberships:read"), updatedAt);
    }
}
