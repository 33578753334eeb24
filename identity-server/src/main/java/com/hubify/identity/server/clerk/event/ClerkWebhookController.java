package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes Clerk's events. The signature is checked over the bytes before anything is read. An event is answered once it is stored;
 * what follows from it is done behind, so that Clerk does not take a slow answer for a failure. A refused request is not told why.
 */
@RestController
class ClerkWebhookController {

    /** Whatever {@code hubify.request} allows: a session with its person, whose metadata Clerk bounds. */
    private static final int MAX_BYTES = 256 * 1024;

    private final ClerkSignatures signatures;
    private final ClerkWebhookProperties properties;
    private final ClerkEvents queue;
    private final ClerkEventLoop loop;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClerkWebhookController(
            ClerkWebhookProperties properties,
            ClerkEvents queue,
            ClerkEventLoop loop,
            ApplicationEventPublisher events,
            Clock clock) {
        this.signatures = new ClerkSignatures(properties.keys(), clock);
        this.properties = properties;
        this.queue = queue;
        this.loop = loop;
        this.events = events;
        this.clock = clock;
    }

    @PostMapping("/webhooks/clerk")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(HttpServletRequest request, InputStream body) throws IOException {
        if (!signatures.areExpected()) {
            throw new ApiRefusal(ApiError.of(404, "not_found", "There is nothing here."));
        }
        QueuedEvent event = verified(request, body);
        // Before its form is looked at: Clerk gives up an endpoint that refuses for days.
        if (ClerkEvent.typeOf(event.body()).filter(type -> !loop.wants(type)).isPresent()) {
            return;
        }
        ClerkEvent read = event.event().orElseThrow(() -> refused(invalid(), "not an event"));
        String instance = properties.instanceId();
        if (instance != null && !instance.equals(read.instance())) {
            throw refused(unauthorized(), "of another instance");
        }
        store(event);
    }

    private QueuedEvent verified(HttpServletRequest request, InputStream body) throws IOException {
        ClerkSignatures.Head head = new ClerkSignatures.Head(
                only(request, "svix-id"), only(request, "svix-timestamp"), only(request, "svix-signature"));
        Optional<String> fault = signatures.fault(head);
        if (fault.isPresent()) {
            throw refused(unauthorized(), fault.get());
        }
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw refused(ApiError.of(413, "payload_too_large", "The event is too large."), "too large");
        }
        if (!signatures.verify(head, bytes)) {
            throw refused(unauthorized(), "no valid signature");
        }
        return new QueuedEvent(String.valueOf(head.id()), new String(bytes, StandardCharsets.UTF_8), 0);
    }

    private void store(QueuedEvent event) {
        switch (queue.add(event, clock.instant())) {
            case NEW -> loop.wake();
            // As at the first time: Clerk would go on repeating it, and give up this endpoint in the end.
            case KNOWN -> note("repeated", "the event " + event.id() + " was taken before");
            case FULL -> throw refused(ApiError.of(503, "service_unavailable", "Try again later."), "too many wait");
        }
    }

    /** Of two headers, a proxy could have looked at the other one. */
    private static @Nullable String only(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.size() == 1 ? values.get(0).strip() : null;
    }

    private static ApiError unauthorized() {
        return ApiError.of(401, "unauthorized", "The event has no valid signature.");
    }

    private static ApiError invalid() {
        return ApiError.badRequest("The event can't be read.");
    }

    private ApiRefusal refused(ApiError error, String reason) {
        note(error.code(), reason);
        return new ApiRefusal(error);
    }

    private void note(String error, String reason) {
        events.publishEvent(new Refusal(error, "event of Clerk: " + reason, "", "", false));
    }
}
