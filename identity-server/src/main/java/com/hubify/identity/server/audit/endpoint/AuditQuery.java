package com.hubify.identity.server.audit.endpoint;

import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request for records. One that is unknown is refused: misspelt, it would show too much or too little. */
record AuditQuery(Map<String, String> parameters) {

    private static final int LONGEST = 256;

    AuditQuery(Map<String, String> parameters, Set<String> known) {
        this(Map.copyOf(parameters));
        parameters.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw refused("There is no such parameter. Known are: "
                        + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
            if (value.isEmpty() || value.length() > LONGEST) {
                throw refused(name + " must have 1 to " + LONGEST + " characters.");
            }
        });
    }

    @Nullable
    String text(String name) {
        return parameters.get(name);
    }

    AuditFilter filter() {
        return new AuditFilter(
                streams(),
                text("kind"),
                null,
                text("account"),
                text("client"),
                networks(),
                instant("from"),
                instant("to"));
    }

    /** Empty for all. */
    Set<AuditStream> streams() {
        String text = text("stream");
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(",", -1)).map(AuditQuery::stream).collect(Collectors.toSet());
    }

    private static AuditStream stream(String word) {
        return AuditStream.of(word)
                .orElseThrow(() -> refused("stream must be some of: "
                        + Arrays.stream(AuditStream.values())
                                .map(AuditStream::word)
                                .collect(Collectors.joining(", "))
                        + ", separated by commas."));
    }

    private IpNetworks networks() {
        String text = text("network");
        try {
            return text == null ? IpNetworks.ANYWHERE : IpNetworks.parse(List.of(text.split(",", -1)));
        } catch (IllegalArgumentException e) {
            throw refused("network must be addresses or networks, such as 203.0.113.0/24, separated by commas.");
        }
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw refused(name + " must be a moment in UTC, such as 2030-01-31T18:00:00Z.");
        }
    }

    static ApiRefusal refused(String sentence) {
        return new ApiRefusal(ApiError.badRequest(sentence));
    }
}
