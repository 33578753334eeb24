package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hubify.identity.protocol.Ancestor.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00.900Z");

    @Test
    void readsEveryAncestorOffAToken() {
        Map<String, Object> claims = Map.of("jti", "t", "gid", "g", "client_id", "c", "sub", "user_2abc", "sid", "s");

        Lineage lineage = Lineage.ofToken(NOW, claims, "kid-1");

        assertThat(lineage.ancestors())
                .containsExactly(
                        new Ancestor(Kind.TOKEN, "t"),
                        new Ancestor(Kind.GRANT, "g"),
                        new Ancestor(Kind.CLIENT, "c"),
                        new Ancestor(Kind.SUBJECT, "user_2abc"),
                        new Ancestor(Kind.SIGN_INS, "user_2abc"),
                        new Ancestor(Kind.CLIENT_GRANTS, "user_2abc c"),
                        new Ancestor(Kind.SESSION, "s"),
                        new Ancestor(Kind.SIGNING_KEY, "kid-1"));
        assertThat(lineage.issuedAt()).isEqualTo(Instant.parse("2026-04-14T10:00:00Z"));
    }

    /** A token ends with the organization it acts for, and with the membership. */
    @Test
    void readsTheOrganizationThatATokenActsFor() {
        Map<String, Object> claims = Map.of("jti", "t", "sub", "user_2abc", "org_id", "org_1", "org_role", "org:admin");

        assertThat(Lineage.ofToken(NOW, claims, "kid-1").ancestors())
                .containsExactly(
                        new Ancestor(Kind.TOKEN, "t"),
                        new Ancestor(Kind.SUBJECT, "user_2abc"),
                        new Ancestor(Kind.ORGANIZATION, "org_1"),
                        new Ancestor(Kind.MEMBERSHIP, "org_1 user_2abc"),
                        new Ancestor(Kind.SIGNING_KEY, "kid-1"));
    }

    /** What an organization holds itself outlives its members. */
    @Test
    void anOrganizationIsNoMemberOfItself() {
        Map<String, Object> claims = Map.of("jti", "t", "sub", "org_1", "org_id", "org_1");

        assertThat(Lineage.ofToken(NOW, claims, "kid-1").ancestors())
                .extracting(Ancestor::kind)
                .containsExactly(Kind.TOKEN, Kind.SUBJECT, Kind.ORGANIZATION, Kind.SIGNING_KEY);
    }

    /** A token ends with the key that it was exchanged for. The owner's grants at the client are others. */
    @Test
    void readsTheKeyThatATokenWasExchangedFor() {
        Map<String, Object> claims =
                Map.of("jti", "t", "client_id", "c", "sub", "user_2abc", "key_id", "ab12CD34", "key_state", 3L);

        assertThat(Lineage.ofToken(NOW, claims, "kid-1").ancestors())
                .containsExactly(
                        new Ancestor(Kind.TOKEN, "t"),
                        new Ancestor(Kind.CLIENT, "c"),
                        new Ancestor(Kind.SUBJECT, "user_2abc"),
                        new Ancestor(Kind.CLIENT_GRANTS, "keys:user_2abc c"),
                        new Ancestor(Kind.KEY, "ab12CD34"),
                        new Ancestor(Kind.KEY_STATE, "ab12CD34 3"),
                        new Ancestor(Kind.SIGNING_KEY, "kid-1"));
    }

    /** A token that a session of Clerk was exchanged for has no grant, and ends with the person's sign-ins all the same. */
    @Test
    void readsTheSessionThatATokenWasExchangedFor() {
        Map<String, Object> claims =
                Map.of("jti", "t", "client_id", "c", "sub", "user_2abc", "sid", "sess_2abc", "org_id", "org_2abc");

        assertThat(Lineage.ofToken(NOW, claims, "kid-1").ancestors())
                .containsExactlyInAnyOrder(
                        new Ancestor(Kind.TOKEN, "t"),
                        new Ancestor(Kind.CLIENT, "c"),
                        new Ancestor(Kind.SUBJECT, "user_2abc"),
                        new Ancestor(Kind.SIGN_INS, "user_2abc"),
                        new Ancestor(Kind.CLIENT_GRANTS, "user_2abc c"),
                        new Ancestor(Kind.SESSION, "sess_2abc"),
                        new Ancestor(Kind.ORGANIZATION, "org_2abc"),
                        new Ancestor(Kind.MEMBERSHIP, "org_2abc user_2abc"),
                        new Ancestor(Kind.SIGNING_KEY, "kid-1"));
    }

    @Test
    void leavesOutWhatATokenDoesNotSay() {
        Map<String, Object> claims = new HashMap<>(Map.of("jti", "t", "sub", "c", "sid", "", "key_id", List.of("k")));

        assertThat(Lineage.ofToken(NOW, claims, "kid-1").ancestors())
                .extracting(Ancestor::kind)
                .containsExactly(Kind.TOKEN, Kind.SUBJECT, Kind.SIGNING_KEY);
    }

    /** What a client gets for itself is no person's. */
    @Test
    void clientThatActsForItselfHoldsNothingForAPerson() {
        assertThat(Lineage.ofToken(NOW, Map.of("sub", "c", "client_id", "c"), "kid-1")
                        .ancestors())
                .extracting(Ancestor::kind)
                .containsExactly(Kind.CLIENT, Kind.SUBJECT, Kind.SIGNING_KEY);
    }

    /** Attack: a client whose id is so long that what it holds could not be named. */
    @Test
    void whatAClientHoldsCanBeNamedHoweverLongTheIdsAre() {
        String person = "u".repeat(256);
        String client = "c".repeat(256);

        assertThat(Lineage.ofToken(NOW, Map.of("sub", person, "client_id", client), "kid-1")
                        .ancestors())
                .contains(new Ancestor(Kind.CLIENT_GRANTS, person + " " + client));
    }

    /** Attack: an identifier that nobody could revoke, because it is longer than any that can be named. */
    @Test
    void tokenWithAnOverlongAncestorHasNoLineage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lineage.ofToken(NOW, Map.of("jti", "t".repeat(257)), "kid-1"));
    }

    @Test
    void keyDiesWithItselfAndItsOwner() {
        assertThat(Lineage.ofKey(NOW, "ab12CD34", "user_2abc").ancestors())
                .containsExactly(new Ancestor(Kind.KEY, "ab12CD34"), new Ancestor(Kind.SUBJECT, "user_2abc"));
    }

    @Test
    void namesTheStateOfAKey() {
        Lineage lineage = Lineage.ofKey(Instant.EPOCH, "abcd1234", 3, "user_2abc");

        assertThat(lineage.ancestors())
                .containsExactly(
                        new Ancestor(Ancestor.Kind.KEY, "abcd1234"),
                        new Ancestor(Ancestor.Kind.KEY_STATE, "abcd1234 3"),
                        new Ancestor(Ancestor.Kind.SUBJECT, "user_2abc"));
    }
}
