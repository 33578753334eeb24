package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.protocol.ApiKeyToken;
import java.util.SplittableRandom;

/** The key with a number: the same one whenever it is asked for, so that a million of them need not be kept. */
record MadeKey(int number) {

    /** Below 62^8, and without a common divisor with it, so that no two numbers have one id. */
    private static final long SPREAD = 131_071_000_003L;

    private static final long IDS = 218_340_105_584_896L;

    ApiKeyToken token() {
        return ApiKeyToken.of(id(), secret());
    }

    String id() {
        StringBuilder id = new StringBuilder();
        long left = Math.floorMod((number + 1) * SPREAD, IDS);
        for (int i = 0; i < ApiKeyToken.ID_LENGTH; i++) {
            id.append(digit((int) (left % ApiKeyToken.BASE62.length())));
            left /= ApiKeyToken.BASE62.length();
        }
        return id.toString();
    }

    private String secret() {
        StringBuilder secret = new StringBuilder();
        SplittableRandom random = new SplittableRandom(number);
        for (int i = 0; i < ApiKeyToken.SECRET_LENGTH; i++) {
            secret.append(digit(random.nextInt(ApiKeyToken.BASE62.length())));
        }
        return secret.toString();
    }

    private static char digit(int value) {
        return ApiKeyToken.BASE62.charAt(value);
    }
}
