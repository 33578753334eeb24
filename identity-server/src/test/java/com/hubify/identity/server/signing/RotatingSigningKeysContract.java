package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.Test;

/** What {@link SigningKeys} promise whose keys can change while they are in use. */
abstract class RotatingSigningKeysContract extends SigningKeysContract {

    /** Adds a version to the key of the algorithm, behind the port's back. */
    abstract void rotate(JWSAlgorithm algorithm);

    /** Waits until the port knows of it. */
    abstract void noticeRotation();

    // Attack, or bad luck: between writing the kid into the header and signing, the key is rotated. Signed by the
    // newest
    // version, the token would name a key that doesn't verify it.
    @Test
    void signsWithChosenVersionThoughKeyWasRotatedSince() {
        SigningKey chosen = keys().current(JWSAlgorithm.ES256);
        rotate(JWSAlgorithm.ES256);
        noticeRotation();

        Base64URL signature = keys().sign(chosen, INPUT);

        assertThat(chosen.verifies(INPUT, signature)).isTrue();
        assertThat(keys().current(JWSAlgorithm.ES256).verifies(INPUT, signature))
                .isFalse();
    }

    @Test
    void signsWithNewVersionAfterRotation() {
        SigningKey before = keys().current(JWSAlgorithm.RS256);
        rotate(JWSAlgorithm.RS256);
        noticeRotation();

        SigningKey after = keys().current(JWSAlgorithm.RS256);

        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.verifies(INPUT, keys().sign(after, INPUT))).isTrue();
    }

    @Test
    void goesOnPublishingOldVersionAfterRotation() {
        SigningKey before = keys().current(JWSAlgorithm.ES256);
        Base64URL signature = keys().sign(before, INPUT);
        rotate(JWSAlgorithm.ES256);
        noticeRotation();

        SigningKey published = publishedVersionOf(before);

        assertThat(published.verifies(INPUT, signature)).isTrue();
    }
}
