package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.nimbusds.jose.util.Base64URL;

/** Outcome of one request of a batch. */
sealed interface SigningOutcome {

    /** @throws SigningUnavailable if there is no signature */
    Base64URL get();

    record Signed(Base64URL get) implements SigningOutcome {}

    record Failed(SigningUnavailable why) implements SigningOutcome {

        // One failure may be shared by the whole batch; each request gets an exception with its own stack trace.
        @Override
        public Base64URL get() {
            throw new SigningUnavailable(why.reason(), String.valueOf(why.getMessage()), why);
        }
    }
}
