package com.hubify.identity.server.audit.trail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One entry of the audit trail.
 *
 * @param kind what happened, such as {@code api_key.refused}
 * @param details who and why: identifiers and reasons, never a secret
 */
public record AuditEntry(Instant at, String kind, Map<String, String> details) {

    /** In characters. Unauthenticated senders determine some details, such as the error code in the callback from Clerk. */
    private static final int LONGEST_DETAIL = 500;

    /** Of all details, in bytes of UTF-8. With their names, the kind and the time an entry stays below 1 KB, escaped below 2 KB. */
    private static final int ROOM = 850;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    public AuditEntry {
        details = isPlain(details)
                ? Map.copyOf(details)
                : fitting(details.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, detail -> clean(detail.getValue()))));
    }

    /** Whether nothing has to be cut or cleaned, as of almost all entries: there is one for each token. */
    private static boolean isPlain(Map<String, String> details) {
        int room = ROOM;
        for (String value : details.values()) {
            room -= value.length();
            if (room < 0 || value.length() > LONGEST_DETAIL || !isPrintableAscii(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Short details stay complete; long ones are cut to an equal share of the rest. */
    private static Map<String, String> fitting(Map<String, String> details) {
        List<Map.Entry<String, String>> shortestFirst = details.entrySet().stream()
                .sorted(Comparator.comparingInt(detail -> size(detail.getValue())))
                .toList();
        Map<String, String> fitting = new HashMap<>();
        int room = ROOM;
        for (Map.Entry<String, String> detail : shortestFirst) {
            String start = start(detail.getValue(), room / (details.size() - fitting.size()));
            fitting.put(detail.getKey(), start);
            room -= size(start);
        }
        return Map.copyOf(fitting);
    }

    private static String start(String text, int bytes) {
        int end = 0;
        int taken = 0;
        while (end < text.length()) {
            String character = Character.toString(text.codePointAt(end));
            taken += size(character);
            if (taken > bytes) {
                return text.substring(0, end);
            }
            end += character.length();
        }
        return text;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    // A line break would forge another entry in the log, and an escape sequence reach an operator's terminal.
    private static String clean(String detail) {
        String start = detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
        return UNPRINTABLE.matcher(start).replaceAll("?");
    }
}
