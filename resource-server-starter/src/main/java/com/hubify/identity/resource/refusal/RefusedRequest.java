package com.hubify.identity.resource.refusal;

import com.hubify.identity.envelope.RefusalReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refused request.
 *
 * @param reference its id, which the answer names
 * @param phrase why, for the log; null if the status says enough
 * @param needed the scopes that it needs, separated by spaces
 * @param request method and path, without secrets
 */
public record RefusedRequest(
        String reference, int status, @Nullable String phrase, String needed, String request, Sent sent) {

    private static final int LONGEST = 300;

    private RefusalReason reason() {
        return RefusalReason.withPhrase(phrase)
                .or(() -> needed.isEmpty() || status != 403
                        ? RefusalReason.of(status)
                        : Optional.of(RefusalReason.INSUFFICIENT_SCOPE))
                .orElse(RefusalReason.INVALID_REQUEST);
    }

    /** Whether the identity server explains such answers. */
    boolean isExplained() {
        return RefusalReason.of(status).isPresent();
    }

    boolean isProven() {
        return sent.isProven(reason());
    }

    Map<String, Object> members(Instant at) {
        RefusalReason reason = reason();
        Map<String, Object> members = sent.owner(reason);
        members.replaceAll((name, value) -> cut(value.toString()));
        members.put("reference", reference);
        members.put("at", at.toString());
        members.put("reason", reason.code());
        members.put("status", status);
        members.put("detail", cut(phrase == null ? reason.phrase() : phrase));
        members.put("request", cut(request));
        members.put("scopes_needed", cut(needed));
        members.put("proven", sent.isProven(reason));
        members.put("network", sent.network());
        return members;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
