package com.hubify.identity.server.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Golden;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RevocationEventTests {

    private static final LogPosition POSITION = new LogPosition(1_732_508_400_123L, 0);

    @Test
    void revocationsTravelAsInTheGoldenFile() {
        for (JsonNode example : Golden.revocations().path("revocations")) {
            RevocationEvent event = RevocationEvent.of(new LoggedRevocation(
                    POSITION,
                    example.path("kind").asString(),
                    example.path("id").asString(),
                    example.path("issued_by").asLong()));

            String body = "event: revocation\ndata: " + example.path("data").asString() + "\n\n";
            assertThat(withPosition(event)).isEqualTo("id: 1732508400123-0\n" + body);
            assertThat(withoutPosition(event)).isEqualTo(body);
        }
    }

    @Test
    void readyTravelsAsInTheGoldenFile() {
        for (JsonNode example : Golden.revocations().path("ready")) {
            byte[] event = RevocationEvent.ready(
                    POSITION,
                    example.path("as_of").asLong(),
                    example.path("since").asLong(),
                    example.path("heartbeat").asLong(),
                    example.path("resumed").asBoolean());

            assertThat(text(event))
                    .isEqualTo("id: 1732508400123-0\nevent: ready\ndata: "
                            + example.path("data").asString() + "\n\n");
        }
    }

    @Test
    void heartbeatTravelsAsInTheGoldenFile() {
        for (JsonNode example : Golden.revocations().path("heartbeats")) {
            byte[] event = RevocationEvent.heartbeat(example.path("as_of").asLong());

            assertThat(text(event))
                    .isEqualTo("event: heartbeat\ndata: " + example.path("data").asString() + "\n\n");
        }
    }

    /** Attack: an identifier that would begin an event of its own. */
    @Test
    void nothingBreaksOutOfItsLine() {
        RevocationEvent event =
                RevocationEvent.of(new LoggedRevocation(POSITION, "grant", "x\n\nevent: heartbeat\rdata: {}\n\n", 1));

        assertThat(withPosition(event).split("[\r\n]", -1)).hasSize(5);
    }

    @Test
    void killsNothingIfItsKindIsUnknown() {
        RevocationEvent event = RevocationEvent.of(new LoggedRevocation(POSITION, "organization", "org_1", 1));

        assertThat(event.kills(new Lineage(Instant.EPOCH, List.of()))).isFalse();
    }

    private static String withPosition(RevocationEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        event.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String withoutPosition(RevocationEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        event.writeWithoutPositionTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String text(byte[] event) {
        return new String(event, StandardCharsets.UTF_8);
    }
}
