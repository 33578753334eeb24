package com.hubify.identity.protocol;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random examples for properties. The seed is part of each failure's description, so that any failure can be repeated. */
final class RandomExamples {

    static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** What parsers meet: letters, separators, quotes, controls, look-alikes and halves of surrogate pairs. */
    private static final String HOSTILE = BASE62 + "::**__--.. \t\n\u0000\"\\,;/é：\u202e\ud83d\udd11";

    private static final int EXAMPLES = 10_000;

    private final Random random;

    private RandomExamples(long seed) {
        this.random = new Random(seed);
    }

    /** Ten thousand sources of examples, each with its own seed. */
    static Stream<RandomExamples> sources() {
        return IntStream.range(0, EXAMPLES).mapToObj(RandomExamples::new);
    }

    String base62(int length) {
        return from(BASE62, length);
    }

    String hostile(int maxLength) {
        return from(HOSTILE, random.nextInt(maxLength + 1));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String from(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
