package com.hubify.identity.server.apikey;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;

/** Keeps what was published, for the test to look at. */
public final class Events implements ApplicationEventPublisher {

    private final List<Object> published = new ArrayList<>();

    @Override
    public synchronized void publishEvent(Object event) {
        published.add(event);
    }

    public synchronized List<Object> published() {
        return List.copyOf(published);
    }
}
