package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.endpoint.CallersKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/api-keys/{id}/use}: what is recorded of the use of a key, for its owner, and what it could do without. */
@RestController
class ApiKeyUseController {

    private final CallersKeys keys;
    private final KeyUsage usage;
    private final Envelopes envelopes;

    ApiKeyUseController(CallersKeys keys, KeyUsage usage, Envelopes envelopes) {
        this.keys = keys;
        this.usage = usage;
        this.envelopes = envelopes;
    }

    @GetMapping(path = "/v1/api-keys/{id}/use", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> show(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String id) {
        ApiKey key = keys.readable(token, id);
        RecordedUse use = usage.of(key);
        return envelopes.of(response, UseJson.of(key, use, usage.advice(key, use)));
    }
}
