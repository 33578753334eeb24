package com.hubify.demo.lab;

import com.hubify.demo.api.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Labs for tests, on a clock that stands still. */
public final class TestLabs {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00.5Z"), ZoneOffset.UTC);

    public static final Ids IDS = new Ids(CLOCK, new Random(1));

    private TestLabs() {}

    /** Labs with nothing but the samples. */
    public static Labs fresh(ApplicationEventPublisher events) {
        return new Labs(IDS, CLOCK, events);
    }

    /** Makes a lab and returns its id. */
    public static String create(Labs labs, String owner, String visibility) {
        return labs.create(owner, new NewLab("A lab", null, null, visibility, null))
                .id();
    }

    /** Deletes a lab. */
    public static void delete(Labs labs, String id, String owner) {
        labs.delete(id, owner);
    }

    /** How many experiments a lab counts. */
    public static int experimentCount(Labs labs, String id, String owner) {
        return labs.get(id, owner).experimentCount();
    }

    static NewLab named(@Nullable String name) {
        return new NewLab(name, null, null, null, null);
    }
}
