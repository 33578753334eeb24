package com.hubify.identity.server.signing;

import java.time.Instant;

/**
 * A version of a key as its {@link KeyCustody} has it, without the private half.
 *
 * @param created when it was made, by the custody's clock
 */
public record KeyMaterial(SigningKey key, Instant created) {}
