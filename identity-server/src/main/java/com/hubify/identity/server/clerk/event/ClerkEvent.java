package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.clerk.ClerkTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event of Clerk, as its signed envelope says it. Not a record: its data is a tree of JSON. */
public final class ClerkEvent {

    /** Beyond it, a time is in milliseconds: as seconds it would be the year 5138. Clerk documents both. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private static final Duration HEAD_START = Duration.ofMinutes(5);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String id;
    private final String type;
    private final String instance;
    private final Instant at;
    private final JsonNode data;

    private ClerkEvent(String id, String type, String instance, Instant at, JsonNode data) {
        this.id = id;
        this.type = type;
        this.instance = instance;
        this.at = at;
        this.data = data;
    }

    /**
     * Reads an event; empty if the body is not one.
     *
     * @param id the message's, which the body does not have
     */
    public static Optional<ClerkEvent> read(String id, byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            Optional<Instant> at = time(tree.path("timestamp"));
            boolean isEvent = tree.path("type").isString()
                    && tree.path("instance_id").isString()
                    && tree.path("data").isObject();
            return isEvent
                    ? at.map(time -> new ClerkEvent(
                            id,
                            tree.path("type").stringValue(),
                            tree.path("instance_id").stringValue(),
                            time,
                            tree.path("data")))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The type alone of what may not be an event; empty if it has none. */
    static Optional<String> typeOf(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body).path("type").stringValue(null));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The message's id, the same each time that it comes. */
    public String id() {
        return id;
    }

    /** Such as {@code user.updated}. */
    public String type() {
        return type;
    }

    /** The Clerk instance that it happened in, {@code ins_…}. */
    public String instance() {
        return instance;
    }

    /** When it happened. */
    public Instant at() {
        return at;
    }

    /** What it is about: an object, whose members may be missing or of any kind. */
    public JsonNode data() {
        return data;
    }

    /** When the object was as the data says: its {@code updated_at}, or when the event happened. */
    public Instant dataAt() {
        return ClerkTime.of(time(data.path("updated_at")).orElse(null), at);
    }

    /** The event as heard now: it has not happened in the future. */
    ClerkEvent heardAt(Instant now) {
        return new ClerkEvent(id, type, instance, ClerkTime.of(at, now), data);
    }

    /**
     * By how much it overtakes events of other types. Attack: change memberships in a loop, so that the word of a ban comes late;
     * a full queue takes minutes. It is bounded, so that no event waits for ever either.
     */
    Duration headStart() {
        boolean shutsOut = data.path("banned").booleanValue(false)
                || data.path("deprovisioned").booleanValue(false);
        if (type.equals("user.deleted") || type.equals("user.updated") && shutsOut) {
            return HEAD_START.multipliedBy(2);
        }
        return type.equals("user.updated") || type.startsWith("session.") ? HEAD_START : Duration.ZERO;
    }

    private static Optional<Instant> time(JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            return Optional.empty();
        }
        long value = number.longValue();
        return Optional.of(value > MOST_SECONDS ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value));
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
