package com.hubify.identity.server.signing;

import java.time.Instant;

/**
 * A version as its {@link KeyCustody} has it.
 *
 * @param created when it was made, by the custody's clock
 */
public record KeyMaterial(SigningKey key, Instant created) {}
