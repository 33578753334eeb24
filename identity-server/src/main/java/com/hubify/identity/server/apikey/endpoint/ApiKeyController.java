package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyEditor;
import com.hubify.identity.server.apikey.change.Change;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints by which a person manages API keys: their own, and those of organizations in which they may. */
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeyController {

    private final ApiKeys keys;
    private final CallersKeys callersKeys;
    private final ApiKeyEditor editor;
    private final ApiKeyRevoker revoker;
    private final ExistingScopes existingScopes;
    private final ApiKeyRefusals refusals;
    private final Clock clock;
    private final Envelopes envelopes;

    ApiKeyController(
            ApiKeys keys,
            CallersKeys callersKeys,
            ApiKeyEditor editor,
            ApiKeyRevoker revoker,
            ExistingScopes existingScopes,
            ApiKeyRefusals refusals,
            Clock clock,
            Envelopes envelopes) {
        this.keys = keys;
        this.callersKeys = callersKeys;
        this.editor = editor;
        this.revoker = revoker;
        this.existingScopes = existingScopes;
        this.refusals = refusals;
        this.clock = clock;
        this.envelopes = envelopes;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String owner) {
        CallersKeys.reader(token);
        AccountId whose = callersKeys.holder(token, owner).owner();
        ApiKeyPage page = ApiKeyPage.of(keys, whose, PageLimit.parse(limit), cursor);
        return envelopes.page(response, page.keys().stream().map(ApiKeyJson::of).toList(), page.nextCursor());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> show(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String id) {
        return envelopes.of(response, ApiKeyJson.of(callersKeys.readable(token, id)));
    }

    /** Renames or narrows a key. Members that are omitted stay unchanged. */
    @PatchMapping(
            path = "/{id}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> change(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String id,
            InputStream body)
            throws IOException {
        ApiKey key = callersKeys.usable(Optional.of(callersKeys.writable(token, id)));
        ChangeApiKey asked = JsonBody.read(body, ChangeApiKey.class);
        Change change = editor.change(key, asked.parse(existingScopes, clock.instant()));
        if (change instanceof Change.Changed changed) {
            callersKeys.note(token, changed.key(), Act.CHANGED);
            return envelopes.of(response, ApiKeyJson.of(changed.key()));
        }
        throw refusals.of(change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, @PathVariable String id) {
        ApiKey key = callersKeys.writable(token, id);
        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);
        callersKeys.note(token, key, Act.REVOKED);
    }

    /** Revokes all keys that the person has at this moment; those of organizations stay. */
    @PostMapping("/revoke-all")
    Map<String, @Nullable Object> revokeAll(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, HttpServletResponse response) {
        AccountId owner = CallersKeys.writer(token);
        return envelopes.of(response, Map.of("revoked", revoker.revokeAll(owner, ApiKeyRevoked.Cause.OWNER)));
    }
}
