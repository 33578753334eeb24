package com.hubify.identity.server.revocation.feed;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.OperatorCalls;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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

/** {@code GET /v1/revocations}: the revocation feed for services. */
@RestController
@RequestMapping("/v1/revocations")
class FeedController {

    /** Methods of this path, here and in RevocationController. */
    private static final List<String> METHODS = List.of("GET", "POST", "OPTIONS");

    private static final Scope READ = new Scope("revocations:read");

    private final FeedSubscribers feed;
    private final Revocations revocations;
    private final OperatorCalls operators;
    private final Clock clock;

    FeedController(FeedSubscribers feed, Revocations revocations, OperatorCalls operators, Clock clock) {
        this.feed = feed;
        this.revocations = revocations;
        this.operators = operators;
        this.clock = clock;
    }

    /**
     * The feed, as server-sent events. It lasts as long as the caller's token. An unknown or malformed {@code Last-Event-ID}
     * is ignored: the service gets all recent revocations. While the log can't be read, a new connection waits instead of
     * being refused: a service that retries at intervals would hear late.
     */
    @GetMapping
    ResponseEntity<ResponseBodyEmitter> follow(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpMethod method)
            throws HttpRequestMethodNotSupportedException {
        // Attack: Spring maps HEAD to GET, and without a body a closed connection is not noticed.
        if (method.equals(HttpMethod.HEAD)) {
            throw new HttpRequestMethodNotSupportedException(method.name(), METHODS);
        }
        ApiCaller caller = operators.require(token, READ);
        FeedPass pass = new FeedPass(caller.lineage(), caller.expiresAt(), clock, revocations);
        ResponseBodyEmitter events = feed.open(caller.subject(), pass, LogPosition.parse(lastEventId));
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // Keeps proxies from compressing or buffering, which would delay events.
                .cacheControl(CacheControl.noStore().noTransform())
                .header("X-Accel-Buffering", "no")
                // Otherwise a service would reconnect on the same connection, and so to the same node.
                .header(HttpHeaders.CONNECTION, "close")
                .body(events);
    }

    /** Spring would list HEAD, too. */
    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> methods() {
        return ResponseEntity.noContent()
                .header(HttpHeaders.ALLOW, String.join(", ", METHODS))
                .build();
    }
}
