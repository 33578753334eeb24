package com.hubify.identity.server.signing.ring;

import java.time.Duration;

/**
 * How long a version spends in each stage of its life cycle.
 *
 * @param period from one version's first use to the next one's
 * @param announce how long a version is published before it signs: longer than any verifier caches a JWK set
 * @param retire how long it is published after it has signed last: longer than any token lives, and clocks differ
 */
public record RotationPolicy(Duration period, Duration announce, Duration retire) {}
