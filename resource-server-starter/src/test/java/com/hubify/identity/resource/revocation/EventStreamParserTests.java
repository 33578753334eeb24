package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.revocation.EventStreamParser.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTests {

    @Test
    void readsNameAndDataAndId() throws IOException {
        assertThat(read("id: 7-0\nevent: revocation\ndata: {}\n\n"))
                .containsExactly(new Event("revocation", "{}", "7-0"));
    }

    // The examples of WHATWG HTML, section 9.2.6.
    @Test
    void readsTheExamplesOfTheStandard() throws IOException {
        assertThat(read("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly(message("YHOO\n+2\n10", ""));
        assertThat(read(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"))
                .containsExactly(message("first event", "1"), message("second event", ""), message(" third event", ""));
        assertThat(read("data\n\ndata\ndata\n\ndata:")).containsExactly(message("", ""), message("\n", ""));
        assertThat(read("data:test\n\ndata: test\n\n")).containsExactly(message("test", ""), message("test", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void endsLinesInThreeWays(String end) throws IOException {
        String text = "event: a\ndata: 1\ndata: 2\n\ndata: 3\n\n".replace("\n", end);

        assertThat(read(text)).containsExactly(new Event("a", "1\n2", ""), message("3", ""));
    }

    @Test
    void passesOverWhatIsNoEvent() throws IOException {
        assertThat(read(":\n: comment\nretry: 10\nnonsense\nmore: nonsense\nData: x\n\nevent: nameless\nid: 3\n\n"))
                .isEmpty();
        assertThat(read("event: forgotten\n\ndata: x\n\n")).containsExactly(message("x", ""));
    }

    @Test
    void keepsTheLastIdForEventsWithoutOne() throws IOException {
        assertThat(read("id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid: 3\0\ndata: d\n\n"))
                .extracting(Event::id)
                .containsExactly("1", "1", "2", "2");
    }

    @Test
    void passesOverByteOrderMarkAtTheStartOnly() throws IOException {
        assertThat(read("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly(message("a", ""));
    }

    // What comes in cannot be trusted to end: it must neither fill the memory nor pass for an event.
    @Test
    void refusesLinesAndEventsWithoutEnd() throws IOException {
        String line = "data: " + "x".repeat(EventStreamParser.LONGEST_LINE - 6);

        assertThat(read(line + "\n\n")).hasSize(1);
        assertThatThrownBy(() -> read(line + "x\n\n")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(": " + line)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read((line + "\n").repeat(5))).isInstanceOf(IOException.class);
        assertThat(read((line + "\n\n").repeat(20))).hasSize(20);
        assertThat(read("data: x\n\n".repeat(20_000))).hasSize(20_000);
    }

    @Test
    void readsTheSameHoweverTheStreamIsCut() throws IOException {
        Random chance = new Random(4);
        for (int round = 0; round < 2_000; round++) {
            List<Event> events = randomEvents(chance);
            byte[] bytes = write(events, chance).getBytes(StandardCharsets.UTF_8);

            assertThat(readInPieces(bytes, chance)).isEqualTo(events);
        }
    }

    @Test
    void survivesNoise() {
        Random chance = new Random(5);
        byte[] alphabet = "dataeventid: \n\r\0{}\u00e4\uFEFF".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] noise = new byte[chance.nextInt(300)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] =
                        chance.nextInt(10) == 0 ? (byte) chance.nextInt() : alphabet[chance.nextInt(alphabet.length)];
            }
            long seed = chance.nextLong();

            assertThat(readInPieces(noise, new Random(seed))).isEqualTo(readInPieces(noise, new Random(seed + 1)));
        }
    }

    private static List<Event> randomEvents(Random chance) {
        List<Event> events = new ArrayList<>();
        String id = "";
        for (int i = chance.nextInt(5); i >= 0; i--) {
            id = chance.nextBoolean() ? chance.nextInt() + "-0" : id;
            String name = chance.nextBoolean() ? "revocation" : "ready";
            events.add(new Event(name, text(chance), id));
        }
        return events;
    }

    private static String text(Random chance) {
        return chance.ints(chance.nextInt(12), 0, 6)
                .mapToObj(i ->
                        List.of("a", "\u20ac", "\uD83D\uDD11", " ", ":", "\n").get(i))
                .reduce("", String::concat);
    }

    private static String write(List<Event> events, Random chance) {
        StringBuilder text = new StringBuilder(chance.nextBoolean() ? "\uFEFF" : "");
        for (Event event : events) {
            String data = "data: " + event.data().replace("\n", "\ndata: ");
            String noise = chance.nextBoolean() ? ": comment\nretry: 1\n" : "";
            text.append("id: ").append(event.id()).append('\n').append(noise);
            text.append("event:").append(event.name()).append('\n').append(data).append("\n\n");
        }
        return text.toString().replace("\n", List.of("\n", "\r", "\r\n").get(chance.nextInt(3)));
    }

    private static List<Event> readInPieces(byte[] bytes, Random chance) {
        List<Event> events = new ArrayList<>();
        EventStreamParser parser = new EventStreamParser(events::add);
        try {
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(1 + chance.nextInt(9), bytes.length - from);
                parser.read(ByteBuffer.wrap(bytes, from, length));
                from += length;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return events;
    }

    private static List<Event> read(String text) throws IOException {
        List<Event> events = new ArrayList<>();
        new EventStreamParser(events::add).read(StandardCharsets.UTF_8.encode(text));
        return events;
    }

    private static Event message(String data, String id) {
        return new Event("message", data, id);
    }
}
