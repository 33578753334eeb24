package com.hubify.clerk.backend;

import com.hubify.clerk.credential.OpaqueTokens;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.ClerkProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys, as far as it takes to verify one, revoked or not. Clerk's SDK calls them without {@code /v1}. */
@RestController
@RequestMapping(
        path = {ApiKeyController.PATH, "/v1" + ApiKeyController.PATH},
        produces = MediaType.APPLICATION_JSON_VALUE)
class ApiKeyController {

    static final String PATH = "/api_keys";

    private final Clock clock;
    private final ClerkIds ids;
    private final OpaqueTokens tokens;
    private final InstanceProperties instance;
    private final ApiKeys keys;

    ApiKeyController(Clock clock, ClerkIds ids, OpaqueTokens tokens, InstanceProperties instance, ApiKeys keys) {
        this.clock = clock;
        this.ids = ids;
        this.tokens = tokens;
        this.instance = instance;
        this.keys = keys;
    }

    /** Answers 200, and with the secret, which is shown this once. */
    @PostMapping
    Map<String, @Nullable Object> create(@RequestBody Map<String, @Nullable Object> json) {
        Body body = Body.of(
                json,
                "type",
                "name",
                "subject",
                "description",
                "claims",
                "scopes",
                "created_by",
                "seconds_until_expiration");
        Instant now = clock.instant();
        Long life = body.number("seconds_until_expiration");
        ApiKey key = new ApiKey(
                "ak_" + ids.nextTraceId(),
                body.required("subject"),
                body.required("name"),
                body.text("description"),
                body.object("claims"),
                body.texts("scopes"),
                body.text("created_by"),
                life == null ? null : now.plusSeconds(life),
                now,
                now,
                false,
                null);
        String secret = "ak_" + tokens.next();
        keys.add(key, secret);
        Map<String, @Nullable Object> answer = key.json(now);
        answer.put("secret", secret);
        return answer;
    }

    @PostMapping("/{id}/revoke")
    Map<String, @Nullable Object> revoke(
            @PathVariable("id") String id, @RequestBody Map<String, @Nullable Object> json) {
        String reason = Body.of(json, "revocation_reason").text("revocation_reason");
        Instant now = clock.instant();
        return keys.change(id, key -> key.revoked(reason, now))
                .orElseThrow(() -> ClerkProblem.notFound("No API key was found with id " + id))
                .json(now);
    }

    /** A revoked or expired key is not found, or found as such: Clerk's documents and its schema disagree. */
    @PostMapping("/verify")
    Map<String, @Nullable Object> verify(@RequestBody Map<String, @Nullable Object> json) {
        Instant now = clock.instant();
        return keys.withSecret(Body.of(json, "secret").required("secret"))
                .filter(key -> instance.switches().endedApiKeysFound() || !(key.revoked() || key.isExpiredAt(now)))
                .orElseThrow(() -> ClerkProblem.notFound("No API key was found with this secret"))
                .json(now);
    }
}
