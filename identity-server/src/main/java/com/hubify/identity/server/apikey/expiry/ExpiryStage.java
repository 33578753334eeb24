package com.hubify.identity.server.apikey.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How long before a key's end there is a notice, earliest first. Stored by their letters. */
enum ExpiryStage {
    FORTNIGHT(14, 'a'),
    WEEK(7, 'b'),
    DAY(1, 'c');

    private final int days;
    private final char letter;

    ExpiryStage(int days, char letter) {
        this.days = days;
        this.letter = letter;
    }

    int days() {
        return days;
    }

    char letter() {
        return letter;
    }

    static Optional<ExpiryStage> of(char letter) {
        return Stream.of(values()).filter(stage -> stage.letter == letter).findFirst();
    }

    /** When a key with that end reaches this stage. */
    Instant before(Instant end) {
        return end.minus(Duration.ofDays(days));
    }

    /** The latest stage that a key with that end has reached. */
    static Optional<ExpiryStage> reached(Instant end, Instant now) {
        return Stream.of(values())
                .filter(stage -> !now.isBefore(stage.before(end)))
                .reduce((earlier, later) -> later);
    }

    /** The stage that a key with that end reaches next. */
    static Optional<ExpiryStage> next(Instant end, Instant now) {
        return Stream.of(values())
                .filter(stage -> now.isBefore(stage.before(end)))
                .findFirst();
    }
}
