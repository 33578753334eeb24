package com.hubify.identity.server.page.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as pages show it. The server does not know where the person is, so it is UTC and says so.
 *
 * @param iso for the {@code datetime} attribute
 */
public record Moment(String iso, String text) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public static Moment of(Instant time) {
        return new Moment(time.toString(), FORM.format(time));
    }
}
