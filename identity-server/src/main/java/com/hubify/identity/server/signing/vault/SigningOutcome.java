package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.nimbusds.jose.util.Base64URL;

/** What became of one of the signatures that were asked for together. */
sealed interface SigningOutcome {

    /** @throws SigningUnavailable if there is no signature */
    Base64URL get();

    record Signed(Base64URL get) implements SigningOutcome {}

    record Failed(SigningUnavailable why) implements SigningOutcome {

        // One failure may be everybody's; each gets an exception with its own stack.
        @Override
        public Base64URL get() {
            throw new SigningUnavailable(why.reason(), String.valueOf(why.getMessage()), why);
        }
    }
}
