package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.Caller;
import com.hubify.identity.server.revocation.LogPosition;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Services follow revocations. */
@RestController
@RequestMapping("/v1/revocations")
class FeedController {

    private static final Scope READ = new Scope("revocations:read");

    private final RevocationFeed feed;
    private final Clock clock;

    FeedController(RevocationFeed feed, Clock clock) {
        this.feed = feed;
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
}
