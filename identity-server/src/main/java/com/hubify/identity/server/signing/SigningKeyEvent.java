package com.hubify.identity.server.signing;

import java.time.Instant;

/** What happened to a signing key, for the audit trail. */
public sealed interface SigningKeyEvent {

    /** A version has been written into the ring and is published from now on; it signs from that moment. */
    record Announced(String kid, Instant activeFrom) implements SigningKeyEvent {}

    /** A version signs no more, is published no more, and services have been told. */
    record Compromised(String kid) implements SigningKeyEvent {}

    /** The private halves of all versions before this one are destroyed. */
    record Destroyed(String before) implements SigningKeyEvent {}

    /** An operator ordered a rotation or ended a version. */
    record Ordered(Order order, String kid, String operator) implements SigningKeyEvent {

        /** What was ordered. */
        public enum Order {
            ROTATE,
            COMPROMISE
        }
    }
}
