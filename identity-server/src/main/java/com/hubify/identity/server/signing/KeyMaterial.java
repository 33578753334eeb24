package com.hubify.identity.server.signing;

import java.time.Instant;

/**
 * A version of a key in a {@link KeyCustody}, without the private key.
 *
 * @param created when it was created, by the custody's clock
 */
public record KeyMaterial(SigningKey key, Instant created) {}
