package com.hubify.identity.resource;

import java.time.Duration;
import java.util.Optional;

/** Judges a bearer credential. Never throws for anything that was sent. */
interface CredentialVerifier {

    /**
     * Judges a credential, waiting for the issuer where that is needed.
     *
     * @param staleness how old may be what is known of revocations
     */
    Verification verify(String credential, Duration staleness);

    /**
     * The same answer, if it can be given at once: without input, output or waiting. Reactive services ask this first, and
     * wait elsewhere than on an event loop when it is empty.
     */
    Optional<Verification> known(String credential, Duration staleness);
}
