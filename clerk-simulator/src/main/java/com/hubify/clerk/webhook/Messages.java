package com.hubify.clerk.webhook;

import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.instance.ClerkIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The latest messages, for replays and for the report. */
@Component
class Messages {

    /** A few kilobytes each. Older ones are forgotten, but still delivered. */
    static final int KEPT = 1_000;

    private final Clock clock;
    private final ClerkIds ids;
    private final Envelope envelope;
    private final Map<String, Message> messages = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
            return size() > KEPT;
        }
    };

    Messages(Clock clock, ClerkIds ids, Envelope envelope) {
        this.clock = clock;
        this.ids = ids;
        this.envelope = envelope;
    }

    Message add(InstanceEvent event) {
        Instant now = clock.instant();
        Message message = new Message(ids.next("msg"), event.type(), now, envelope.around(event, now));
        synchronized (messages) {
            messages.put(message.id(), message);
        }
        return message;
    }

    Optional<Message> find(String id) {
        synchronized (messages) {
            return Optional.ofNullable(messages.get(id));
        }
    }

    /** The latest ones, newest first. */
    List<Message.Summary> latest(int most) {
        List<Message> all;
        synchronized (messages) {
            all = new ArrayList<>(messages.values());
        }
        Collections.reverse(all);
        return all.stream().limit(most).map(Message::summary).toList();
    }
}
