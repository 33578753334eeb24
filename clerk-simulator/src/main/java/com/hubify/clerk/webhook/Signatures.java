package com.hubify.clerk.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The header {@code svix-signature}: entries separated by spaces, of which a receiver needs to know one. */
final class Signatures {

    /** As long as an Ed25519 signature; receivers skip it unread. */
    private static final String UNKNOWN = "v1a," + Base64.getEncoder().encodeToString(new byte[64]);

    private Signatures() {}

    static String of(Message message, Instant at, Endpoint endpoint, WebhookSwitches switches) {
        List<String> entries = new ArrayList<>();
        if (switches.unknownSignature()) {
            entries.add(UNKNOWN);
        }
        if (switches.secret() != null) {
            entries.add(switches.secret().sign(message.id(), at, message.body()));
        }
        if (!switches.oldSecretDropped()) {
            entries.add(endpoint.secret().sign(message.id(), at, message.body()));
        }
        return String.join(" ", entries);
    }
}
