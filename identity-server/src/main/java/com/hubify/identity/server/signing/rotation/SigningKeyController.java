package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.OperatorCalls;
import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints for operators: list signing keys, rotate ahead of schedule, revoke a compromised version. */
@RestController
@RequestMapping(path = "/v1/signing-keys", produces = MediaType.APPLICATION_JSON_VALUE)
class SigningKeyController {

    /** Needed to rotate or revoke a key. */
    static final Scope WRITE = new Scope("signing-keys:write");

    private static final Scope READ = new Scope("signing-keys:read");

    private final KeyRotation rotation;
    private final RotatingSigningKeys keys;
    private final RotationPolicy policy;
    private final OperatorCalls operators;
    private final Envelopes envelopes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningKeyController(
            KeyRotation rotation,
            RotatingSigningKeys keys,
            RotationPolicy policy,
            OperatorCalls operators,
            Envelopes envelopes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rotation = rotation;
        this.keys = keys;
        this.policy = policy;
        this.operators = operators;
        this.envelopes = envelopes;
        this.events = events;
        this.clock = clock;
    }

    /** All versions in the ring, grouped by algorithm, newest first. */
    @GetMapping
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, HttpServletResponse response) {
        operators.require(token, READ);
        KeyRing ring = keys.ring();
        List<Map<String, @Nullable Object>> versions = ring.versions().stream()
                .sorted(Comparator.comparing(
                                (KeyVersion version) -> version.algorithm().getName())
                        .thenComparing(KeyVersion::activeFrom, Comparator.reverseOrder())
                        .thenComparing(version -> version.key().version(), Comparator.reverseOrder()))
                .map(version -> document(ring, version))
                .toList();
        return envelopes.page(response, versions, null);
    }

    @PostMapping("/rotate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> rotate(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            InputStream body)
            throws IOException {
        ApiCaller operator = operators.require(token, WRITE);
        RotateKey asked = RotateKey.read(body);
        Duration announce = asked.parseAnnounce(policy);
        try {
            KeyVersion made = rotation.rotate(asked.parseAlgorithm(), announce);
            events.publishEvent(
                    new SigningKeyEvent.Ordered(SigningKeyEvent.Ordered.Order.ROTATE, made.kid(), operator.subject()));
            return envelopes.of(response, document(keys.ring(), made));
        } catch (KeyCreation.TooManyVersions e) {
            throw new ApiRefusal(ApiError.of(409, "too_many_keys", e.getMessage() + "."));
        }
    }

    @PostMapping("/{kid}/compromise")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> compromise(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String kid) {
        ApiCaller operator = operators.require(token, WRITE);
        KeyVersion ended = rotation.compromise(kid)
                .orElseThrow(
                        () -> new ApiRefusal(ApiError.of(404, "not_found", "There is no signing key with that id.")));
        events.publishEvent(
                new SigningKeyEvent.Ordered(SigningKeyEvent.Ordered.Order.COMPROMISE, kid, operator.subject()));
        return envelopes.of(response, document(keys.ring(), ended));
    }

    private Map<String, @Nullable Object> document(KeyRing ring, KeyVersion version) {
        Instant now = clock.instant();
        Instant retired = ring.retiredAt(version);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kid", version.kid());
        members.put("alg", version.algorithm().getName());
        members.put("state", ring.state(version, now, policy.retire()).word());
        members.put("announced_at", text(version.announced()));
        members.put("active_from", text(version.activeFrom()));
        members.put("retired_at", text(retired));
        members.put("published_until", text(publishedUntil(version, retired)));
        members.put("compromised_at", text(version.compromised()));
        return members;
    }

    private @Nullable Instant publishedUntil(KeyVersion version, @Nullable Instant retired) {
        if (version.isCompromised()) {
            return version.compromised();
        }
        return retired == null ? null : retired.plus(policy.retire());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
