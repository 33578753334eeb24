package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.clerk.ClerkJson;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A person was changed, banned, locked or deleted. There are no events of a ban or a lock by that name. */
@Component
class UserEvents implements ClerkEventHandler {

    private static final String DELETED = "user.deleted";

    private final ClerkPeople people;

    UserEvents(ClerkPeople people) {
        this.people = people;
    }

    @Override
    public Set<String> types() {
        return Set.of("user.updated", DELETED);
    }

    @Override
    public void handle(ClerkEvent event) {
        if (event.type().equals(DELETED)) {
            people.deleted(ClerkJson.userId(event.data()), event.at());
        } else {
            people.apply(ClerkJson.user(event.data()), event.dataAt(), event.at());
        }
    }
}
