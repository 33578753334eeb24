package com.hubify.identity.server.explanation;

import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.client.authentication.AuthenticatedService;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/refusals}: services report which requests they refused, and why, so that the request ids of their answers lead
 * here. What finds no room is dropped; the answer is the same.
 */
@RestController
class RefusalReportController {

    private final ExplanationQueue queue;
    private final RegisteredClientRepository clients;
    private final ApiKeys keys;
    private final Clock clock;

    RefusalReportController(ExplanationQueue queue, RegisteredClientRepository clients, ApiKeys keys, Clock clock) {
        this.queue = queue;
        this.clients = clients;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/refusals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, InputStream body)
            throws IOException {
        String service =
                AuthenticatedService.of(token, clients, "Only services that may introspect API keys report refusals");
        JsonBody.read(JsonBody.bytes(body, RefusalReport.MAX_BYTES), RefusalReport.class)
                .explain(service, clock.instant(), keys)
                .forEach(queue::add);
    }
}
