package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hubify.identity.protocol.Ancestor.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class RevocationTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00Z");

    @ParameterizedTest
    @EnumSource
    void killsWhatWasIssuedUntilThen(Kind kind) {
        Revocation revocation = new Revocation(new Ancestor(kind, "a"), NOW);

        assertThat(revocation.kills(lineage(NOW.minusSeconds(1), kind, "a"))).isTrue();
        assertThat(revocation.kills(lineage(NOW, kind, "a"))).isTrue();
        assertThat(revocation.kills(lineage(NOW, kind, "b"))).isFalse();
    }

    /** Attack: a token that says it was issued a moment after the revocation. What has ended begets nothing. */
    @ParameterizedTest
    @EnumSource
    void sparesWhatIsIssuedLaterOnlyWhereTheAncestorGoesOn(Kind kind) {
        Revocation revocation = new Revocation(new Ancestor(kind, "a"), NOW);

        boolean dead = revocation.kills(lineage(NOW.plusSeconds(1), kind, "a"));

        assertThat(dead).isEqualTo(kind.isEndedByRevocation());
    }

    @Test
    void clientsPeopleOrganizationsAndTheirMembersGoOn() {
        assertThat(List.of(Kind.values()))
                .filteredOn(kind -> !kind.isEndedByRevocation())
                .containsExactly(
                        Kind.CLIENT,
                        Kind.SUBJECT,
                        Kind.SIGN_INS,
                        Kind.CLIENT_GRANTS,
                        Kind.ORGANIZATION,
                        Kind.MEMBERSHIP);
    }

    /** Attack: the fraction of a second between issue and revocation. */
    @Test
    void comparesWholeSeconds() {
        Revocation revocation = new Revocation(new Ancestor(Kind.SUBJECT, "a"), NOW.plusMillis(100));

        assertThat(revocation.kills(lineage(NOW.plusMillis(900), Kind.SUBJECT, "a")))
                .isTrue();
    }

    /** Attack: a client that names itself like a person. */
    @Test
    void kindsAreKeptApart() {
        Revocation revocation = new Revocation(new Ancestor(Kind.CLIENT, "a"), NOW);

        assertThat(revocation.kills(lineage(NOW, Kind.SUBJECT, "a"))).isFalse();
    }

    @Test
    void wordsOfTheWireAreTheGoldenOnes() {
        Set<Kind> seen = new HashSet<>();
        for (JsonNode example : Golden.revocations().path("revocations")) {
            Kind kind = Kind.of(example.path("kind").asString()).orElseThrow();
            assertThat(kind.word()).isEqualTo(example.path("kind").asString());
            assertThat(new Ancestor(kind, example.path("id").asString()).id()).isNotEmpty();
            seen.add(kind);
        }

        assertThat(seen).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void otherWordsStandForNothing() {
        assertThat(Kind.of("household")).isEmpty();
        assertThat(Kind.of("TOKEN")).isEmpty();
        assertThat(Kind.of("")).isEmpty();
    }

    @Test
    void identifiersAreBounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ancestor(Kind.TOKEN, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ancestor(Kind.TOKEN, "a".repeat(257)));
        assertThat(new Ancestor(Kind.TOKEN, "a".repeat(256)).id()).hasSize(256);
    }

    private static Lineage lineage(Instant issuedAt, Kind kind, String id) {
        return new Lineage(issuedAt, List.of(new Ancestor(Kind.TOKEN, "jti"), new Ancestor(kind, id)));
    }
}
