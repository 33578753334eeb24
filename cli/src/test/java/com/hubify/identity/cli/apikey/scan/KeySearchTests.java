package com.hubify.identity.cli.apikey.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySearchTests {

    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

    /** So small that a key seldom lies in one buffer. */
    private final KeySearch search = new KeySearch(150);

    private record Place(long line, long column, String id) {}

    @Test
    void saysLineAndColumn() {
        assertThat(search("one\n\n  key: " + KEY + "\n")).containsExactly(new Place(3, 8, "0aB3xY9z"));
    }

    @Test
    void findsSeveralOnOneLine() {
        assertThat(search(KEY + "," + KEY)).containsExactly(new Place(1, 1, "0aB3xY9z"), new Place(1, 56, "0aB3xY9z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "_", "-", "=", "\0", "\n", "é", "_key_", "\0\0"})
    void findsWhatIsSetApart(String neighbour) {
        assertThat(search(neighbour + KEY + neighbour)).hasSize(1);
    }

    /** The beginning of a key before a key must not make the search skip it. */
    @ParameterizedTest
    @ValueSource(strings = {"hfy_", "hfy_key_", "hfy_key_hfy_", "key_", "y_", "h\0f\0y\0_\0k\0e\0y\0_"})
    void findsKeyBehindTheBeginningOfAnother(String beginning) {
        assertThat(search(beginning + KEY)).hasSize(1);
    }

    /** A longer run that holds a key by chance, such as base64 of something else, must not stop a commit. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "A", "Z", "a", "z"})
    void takesNoLongerRunForKey(String neighbour) {
        for (Charset charset : charsets().toList()) {
            assertThat(search((neighbour + KEY).getBytes(charset)))
                    .as(charset.name())
                    .isEmpty();
            assertThat(search((" " + KEY + neighbour).getBytes(charset)))
                    .as(charset.name())
                    .isEmpty();
        }
    }

    /** An example in documentation, or a key cut short, is no key. */
    @Test
    void takesNothingForKeyWhoseChecksumIsWrong() {
        for (int i = 0; i < KEY.length(); i++) {
            char other = KEY.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(search(KEY.substring(0, i) + other + KEY.substring(i + 1)))
                    .isEmpty();
            assertThat(search(KEY.substring(0, i))).isEmpty();
            assertThat(search(KEY.substring(0, i) + "." + KEY.substring(i + 1))).isEmpty();
        }
    }

    static Stream<Charset> charsets() {
        return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    }

    /** Windows' PowerShell writes UTF-16 where output is redirected to a file. */
    @ParameterizedTest
    @MethodSource("charsets")
    void findsKeysInEachCharset(Charset charset) {
        assertThat(search(("one\n  " + KEY + "\r\n").getBytes(charset))).containsExactly(new Place(2, 3, "0aB3xY9z"));
        assertThat(search(KEY.getBytes(charset))).containsExactly(new Place(1, 1, "0aB3xY9z"));
    }

    /** In Chinese no space need separate a key from the text, and half of such a character can look like a letter. */
    @ParameterizedTest
    @ValueSource(strings = {"\u6261", "\u4E41", "\u3042"})
    void findsKeysNextToCharactersWhoseBytesLookLikeLetters(String neighbour) {
        String text = neighbour + neighbour + KEY + neighbour + neighbour;

        assertThat(search(text.getBytes(StandardCharsets.UTF_16LE))).hasSize(1);
        assertThat(search(text.getBytes(StandardCharsets.UTF_8))).hasSize(1);
    }

    /** A key at the border of two buffers was lost to a search that looks at each by itself. */
    @ParameterizedTest
    @MethodSource("charsets")
    void findsKeysAtEachPlaceOfTheBuffer(Charset charset) {
        for (int before = 0; before < 400; before++) {
            String text = " ".repeat(before) + KEY + " ".repeat(before % 7);

            assertThat(search(text.getBytes(charset)))
                    .as("after " + before)
                    .containsExactly(new Place(1, before + 1, "0aB3xY9z"));
        }
    }

    /** Texts of pieces that resemble keys, searched in buffers of many sizes, against a search that looks everywhere. */
    @Test
    void findsTheSameAsSearchThatLooksEverywhere() {
        String[] pieces = {
            KEY,
            KEY,
            "hfy_key_",
            "hfy_",
            "key_",
            "_",
            "y",
            "\0",
            "\0\0",
            "\n",
            "\n",
            " ",
            "h",
            "0",
            "é",
            "\u6261",
            KEY.substring(9)
        };
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            KeySearch some = new KeySearch(120 + random.nextInt(200));

            assertThat(search(some, new Drip(bytes, random))).as("seed " + seed).isEqualTo(everywhere(bytes));
        }
    }

    private static List<Place> everywhere(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i + ApiKeyToken.LENGTH <= text.length(); i++) {
            int end = i + ApiKeyToken.LENGTH;
            boolean apart = (i == 0 || !letterOrDigit(text.charAt(i - 1)))
                    && (end == text.length() || !letterOrDigit(text.charAt(end)));
            if (apart && ApiKeyToken.parse(text.substring(i, end)).isPresent()) {
                String before = text.substring(0, i);
                places.add(new Place(
                        before.chars().filter(c -> c == '\n').count() + 1, i - before.lastIndexOf('\n'), "0aB3xY9z"));
            }
        }
        return places;
    }

    private static boolean letterOrDigit(char character) {
        return String.valueOf(character).matches("[0-9A-Za-z]");
    }

    /** Memory must not grow with the input: 64 MB go through a buffer of a quarter of one. */
    @Test
    void findsKeyBehindLongStretchOfZeros() throws IOException {
        long zeros = 64L * 1024 * 1024;
        List<Place> places = new ArrayList<>();

        long bytes = new KeySearch()
                .search(
                        new SequenceInputStream(new Zeros(zeros), stream(KEY.getBytes(StandardCharsets.UTF_8))),
                        (line, column, id) -> places.add(new Place(line, column, id)));

        assertThat(bytes).isEqualTo(zeros + ApiKeyToken.LENGTH);
        assertThat(places).containsExactly(new Place(1, zeros + 1, "0aB3xY9z"));
    }

    @Test
    void startsAnewForEachStream() {
        search("\n\n" + KEY.substring(0, 20));

        assertThat(search(KEY.substring(20))).isEmpty();
        assertThat(search(KEY)).containsExactly(new Place(1, 1, "0aB3xY9z"));
    }

    private List<Place> search(String text) {
        return search(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Place> search(byte[] bytes) {
        return search(search, stream(bytes));
    }

    private static List<Place> search(KeySearch search, InputStream in) {
        List<Place> places = new ArrayList<>();
        try {
            search.search(in, (line, column, id) -> places.add(new Place(line, column, id)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return places;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Gives a few bytes at a time, as a pipe does. */
    private static final class Drip extends FilterInputStream {

        private final Random random;

        Drip(byte[] bytes, Random random) {
            super(stream(bytes));
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(40)));
        }
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + given, (byte) 0);
            left -= given;
            return given;
        }
    }
}
