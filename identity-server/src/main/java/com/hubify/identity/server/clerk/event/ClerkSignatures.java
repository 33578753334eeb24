package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.webhook.WebhookSecret;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signatures of Clerk's events, in Svix' form: HMAC over id, time and body. */
final class ClerkSignatures {

    /** The signed text joins them by dots: an id with a dot could pass for another one. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,100}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** Of the attempt to send it, which is why it does not limit repetitions. */
    private static final long MOST_SECONDS_OFF = 300;

    /**
     * The headers of a message.
     *
     * @param signatures separated by blanks
     */
    record Head(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures) {}

    private final List<WebhookSecret> secrets;
    private final Clock clock;

    ClerkSignatures(List<WebhookSecret> secrets, Clock clock) {
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    boolean areExpected() {
        return !secrets.isEmpty();
    }

    /** What is wrong with the headers, without a look at the body; empty if nothing is. */
    Optional<String> fault(Head head) {
        if (head.id() == null || head.timestamp() == null || head.signatures() == null) {
            return Optional.of("a header is missing or doubled");
        }
        if (!ID.matcher(head.id()).matches()
                || !SECONDS.matcher(head.timestamp()).matches()) {
            return Optional.of("a malformed header");
        }
        long off = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(head.timestamp()));
        return off > MOST_SECONDS_OFF ? Optional.of("too old or too new") : Optional.empty();
    }

    /**
     * Whether one of the secrets has signed the message.
     *
     * @param head without fault
     */
    boolean verify(Head head, byte[] body) {
        boolean signed = false;
        for (WebhookSecret secret : secrets) {
            signed |= secret.hasSigned(
                    String.valueOf(head.id()),
                    String.valueOf(head.timestamp()),
                    body,
                    String.valueOf(head.signatures()));
        }
        return signed;
    }
}
