package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.IssuerConnection;
import java.io.IOException;
import java.util.Map;

/** The data of an event: a JSON object whose members must have the types that the feed gives them. */
final class EventMembers {

    // Ours are seconds and milliseconds. Within these bounds no arithmetic with them overflows.
    private static final long LARGEST = 1L << 42;

    private final Map<String, Object> members;

    EventMembers(String data) throws IOException {
        this.members = IssuerConnection.json(data);
    }

    String text(String name) throws IOException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IOException("An event of the feed has no usable " + name);
    }

    /** A whole number that is not negative. */
    long number(String name) throws IOException {
        if (members.get(name) instanceof Long number && number >= 0 && number <= LARGEST) {
            return number;
        }
        throw new IOException("An event of the feed has no usable " + name);
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }
}
