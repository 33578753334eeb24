package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.api.OperatorCalls;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/revocations}: revocations by operators. */
@RestController
@RequestMapping("/v1/revocations")
class RevocationController {

    private static final Scope WRITE = new Scope("revocations:write");

    private final Revocations revocations;
    private final List<RevocationCheck> checks;
    private final OperatorCalls operators;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevocationController(
            Revocations revocations,
            List<RevocationCheck> checks,
            OperatorCalls operators,
            ApplicationEventPublisher events,
            Clock clock) {
        this.revocations = revocations;
        this.checks = checks;
        this.operators = operators;
        this.events = events;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void revoke(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, InputStream body)
            throws IOException {
        ApiCaller operator = operators.require(token, WRITE);
        Revocation revocation = JsonBody.read(body, RevokeAncestor.class).parse(clock.instant());
        checks.forEach(check -> check.check(revocation.ancestor(), operator));
        revocations.publish(revocation);
        events.publishEvent(new RevokedByOperator(revocation, operator.subject()));
    }
}
