package com.hubify.identity.resource;

import org.jspecify.annotations.Nullable;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/** Names refused requests. A name the service has given already, in the answer's {@code X-Request-Id}, is kept. */
final class RequestIds {

    private final IdGenerator ids;

    RequestIds() {
        this(new AlternativeJdkIdGenerator());
    }

    RequestIds(IdGenerator ids) {
        this.ids = ids;
    }

    String keep(@Nullable String given) {
        return given == null || given.isBlank()
                ? "req_" + ids.generateId().toString().replace("-", "")
                : given;
    }
}
