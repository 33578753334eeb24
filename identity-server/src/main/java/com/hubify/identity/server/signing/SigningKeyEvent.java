package com.hubify.identity.server.signing;

import java.time.Instant;

/** Events about signing keys, for the audit trail. */
public sealed interface SigningKeyEvent {

    /** A version has been written into the ring and is published from now on; it signs from {@code activeFrom} on. */
    record Announced(String kid, Instant activeFrom) implements SigningKeyEvent {}

    /**
     * A compromised version has been revoked: it no longer signs, is no longer published, and services have been told.
     */
    record Compromised(String kid) implements SigningKeyEvent {}

    /** The private keys of all versions before this one were destroyed. */
    record Destroyed(String before) implements SigningKeyEvent {}

    /** An operator requested a rotation or the revocation of a version. */
    record Ordered(Order order, String kid, String operator) implements SigningKeyEvent {

        /** What was requested. */
        public enum Order {
            ROTATE,
            COMPROMISE
        }
    }
}
