package com.hubify.identity.server.audit;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that happened.
 *
 * @param kind a word such as {@code api_key.refused}
 * @param details who and why: identifiers and reasons, never a secret
 */
record AuditEntry(Instant at, String kind, Map<String, String> details) {

    /** In characters. A stranger decides over some of them, down to the error code that Clerk is said to have answered with. */
    private static final int LONGEST_DETAIL = 500;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    AuditEntry {
        details = details.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, detail -> clean(detail.getValue())));
    }

    // A line break would forge another entry in the log, and an escape sequence reach an operator's terminal.
    private static String clean(String detail) {
        String start = detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
        return UNPRINTABLE.matcher(start).replaceAll("?");
    }
}
