package com.hubify.identity.server.revocation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.api.ApiRefusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevokeAncestorTests {

    /** The state of a key ends by a change alone: an operator who names it believes that the key has ended, and nothing has. */
    @Test
    void revokesNoStateOfAKey() {
        RevokeAncestor asked = new RevokeAncestor("key_state", "abcd1234 0", null);

        assertThatThrownBy(() -> asked.parse(Instant.EPOCH)).isInstanceOf(ApiRefusal.class);
    }
}
