package com.hubify.identity.server.signing;

import java.time.Instant;

/** A version has been written into the ring and is published from now on; it signs from that moment. */
public record SigningKeyAnnounced(String kid, Instant activeFrom) {}
