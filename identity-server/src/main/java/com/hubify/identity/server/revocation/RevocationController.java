package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.Caller;
import com.hubify.identity.server.api.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Revocations over HTTP: services follow them, operators make them. */
@RestController
@RequestMapping("/v1/revocations")
class RevocationController {

    private static final Scope READ = new Scope("revocations:read");
    private static final Scope WRITE = new Scope("revocations:write");

    private final RevocationFeed feed;
    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevocationController(RevocationFeed feed, Revocations revocations, ApplicationEventPublisher events, Clock clock) {
        this.feed = feed;
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The feed, as server-sent events. It lasts as long as the caller's token. An id of an event that is not known here, or is no
     * id, is as good as none: the reader then gets everything recent.
     */
    @GetMapping
    ResponseEntity<ResponseBodyEmitter> follow(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Caller caller = Caller.of(token);
        caller.require(READ);
        FeedPass pass = new FeedPass(caller.lineage(), caller.expiresAt(), clock);
        ResponseBodyEmitter events = feed.open(caller.subject(), pass, LogPosition.parse(lastEventId));
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // A proxy that compresses or collects would hold events back.
                .cacheControl(CacheControl.noStore().noTransform())
                .header("X-Accel-Buffering", "no")
                .body(events);
    }

    /** Attack: Spring answers HEAD like GET, and without a body nobody notices that the reader is gone. */
    @RequestMapping(method = RequestMethod.HEAD)
    void refuseHead() throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET", "POST"));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void revoke(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, InputStream body)
            throws IOException {
        Caller operator = Caller.of(token);
        operator.require(WRITE);
        Revocation revocation = JsonBody.read(body, RevokeAncestor.class).parse(clock.instant());
        revocations.publish(revocation);
        events.publishEvent(new RevokedByOperator(revocation, operator.subject()));
    }
}
