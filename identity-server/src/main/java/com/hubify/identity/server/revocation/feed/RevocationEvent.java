package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A revocation as a server-sent event, encoded once for all services.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">HTML, server-sent
 *     events</a>
 */
final class RevocationEvent {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LogPosition position;
    private final byte[] text;
    private final int idLength;
    private final @Nullable Revocation revocation;

    private RevocationEvent(LogPosition position, byte[] text, int idLength, Optional<Revocation> revocation) {
        this.position = position;
        this.text = text;
        this.idLength = idLength;
        this.revocation = revocation.orElse(null);
    }

    static RevocationEvent of(LoggedRevocation entry) {
        byte[] id = id(entry.position());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", entry.kind());
        data.put("id", entry.id());
        data.put("issued_by", entry.issuedBy());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(id);
        text.writeBytes(event("revocation", data));
        return new RevocationEvent(entry.position(), text.toByteArray(), id.length, entry.revocation());
    }

    /**
     * The event {@code ready}: all recent revocations were sent.
     *
     * @param asOfMillis on this node's monotonic clock
     */
    static byte[] ready(
            LogPosition position, long asOfMillis, long sinceSeconds, long heartbeatMillis, boolean resumed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("as_of", asOfMillis);
        data.put("since", sinceSeconds);
        data.put("heartbeat", heartbeatMillis);
        data.put("resumed", resumed);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(id(position));
        text.writeBytes(event("ready", data));
        return text.toByteArray();
    }

    static byte[] heartbeat(long asOfMillis) {
        return event("heartbeat", Map.of("as_of", asOfMillis));
    }

    /** With its id, from which a disconnected service may resume. */
    void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(text);
    }

    /** Without its id: a service disconnected within a snapshot has to start anew. */
    void writeWithoutPositionTo(ByteArrayOutputStream out) {
        out.write(text, idLength, text.length - idLength);
    }

    /** Its position in the log. */
    LogPosition position() {
        return position;
    }

    /** The revocation; null if this node doesn't know its kind. */
    @Nullable
    Revocation revocation() {
        return revocation;
    }

    /** Its log entry; empty if this node doesn't know its kind. */
    Optional<LoggedRevocation> entry() {
        return Optional.ofNullable(revocation)
                .map(it -> new LoggedRevocation(
                        position,
                        it.ancestor().kind().word(),
                        it.ancestor().id(),
                        it.issuedBy().getEpochSecond()));
    }

    boolean kills(Lineage lineage) {
        return revocation != null && revocation.kills(lineage);
    }

    private static byte[] id(LogPosition position) {
        return ("id: " + position + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] event(String name, Map<String, Object> data) {
        return ("event: " + name + "\ndata: " + JSON.writeValueAsString(data) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
