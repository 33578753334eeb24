package com.hubify.identity.server.audit.trail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a stored record in its chain.
 *
 * @param seq from 1
 * @param previous hash of the record before; null for the first
 * @param hash of the record itself
 */
public record RecordLink(String chain, long seq, @Nullable String previous, String hash) {

    private static final Pattern BEGIN = Pattern.compile("\\{\"stream\":\"[a-z]+\",\"chain\":\"([A-Za-z0-9_-]{16})\","
            + "\"seq\":([1-9][0-9]{0,17})(?:,\"previous\":\"([A-Za-z0-9_-]{43})\")?,\"at\":");

    /** Empty for what a release without chains wrote, and what is no record. */
    public static Optional<RecordLink> of(String json) {
        Matcher begin = BEGIN.matcher(json);
        return begin.lookingAt()
                ? Optional.of(new RecordLink(
                        begin.group(1), Long.parseLong(begin.group(2)), begin.group(3), RecordHash.of(json)))
                : Optional.empty();
    }

    /** Whether it comes right after another one of its chain. */
    public boolean follows(RecordLink before) {
        return seq == before.seq() + 1 && before.hash().equals(previous);
    }
}
