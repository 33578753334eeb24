package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineageDigestTests {

    @Test
    void keepsWhenItWasIssuedAndEachAncestor() {
        Instant issuedAt = Instant.parse("2026-11-25T04:00:00.9Z");

        LineageDigest digest = LineageDigest.of(Lineage.ofKey(issuedAt, "abcd1234", "user_1"));

        assertThat(digest.issuedAt()).isEqualTo(issuedAt.getEpochSecond());
        assertThat(Stream.of(0, 1).map(digest::ancestor))
                .containsExactly(
                        LineageDigest.of(new Ancestor(Kind.KEY, "abcd1234")),
                        LineageDigest.of(new Ancestor(Kind.SUBJECT, "user_1")));
        assertThat(digest.size()).isEqualTo(2);
    }

    // sha256("key\0abcd1234"), the first 63 bits, and one that tells states from what a revocation ends
    @Test
    void isTheHeadOfSha256() {
        assertThat(LineageDigest.of(new Ancestor(Kind.KEY, "abcd1234"))).isEqualTo(0xd3174827d027f8f0L);
    }

    @Test
    void tellsStatesFromWhatARevocationEnds() {
        assertThat(LineageDigest.isState(LineageDigest.of(Ancestor.keyState("abcd1234", 3))))
                .isTrue();
        for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.KEY_STATE))) {
            assertThat(LineageDigest.isState(LineageDigest.of(new Ancestor(kind, "abcd1234"))))
                    .as(kind.word())
                    .isFalse();
        }
    }

    // A client may be called like a person, and an id may hold anything.
    @Test
    void tellsKindsApart() {
        assertThat(List.of(
                        LineageDigest.of(new Ancestor(Kind.CLIENT, "a")),
                        LineageDigest.of(new Ancestor(Kind.SUBJECT, "a")),
                        LineageDigest.of(new Ancestor(Kind.KEY, "a")),
                        LineageDigest.of(new Ancestor(Kind.KEY, "a\0a")),
                        LineageDigest.of(new Ancestor(Kind.KEY, "a\0"))))
                .doesNotHaveDuplicates();
    }
}
