package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyEditor;
import com.hubify.identity.server.apikey.change.Change;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotator;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.revocation.Revocations;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints by which a person manages their own API keys. */
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeyController {

    private static final Scope READ = new Scope("api-keys:read");
    private static final Scope WRITE = new Scope("api-keys:write");

    private final ApiKeys keys;
    private final ApiKeyIssuer issuer;
    private final ApiKeyEditor editor;
    private final ApiKeyRotator rotator;
    private final ApiKeyRevoker revoker;
    private final ExistingScopes existingScopes;
    private final Revocations revocations;
    private final ApiKeyRefusals refusals;
    private final Clock clock;
    private final Envelopes envelopes;

    ApiKeyController(
            ApiKeys keys,
            ApiKeyIssuer issuer,
            ApiKeyEditor editor,
            ApiKeyRotator rotator,
            ApiKeyRevoker revoker,
            ExistingScopes existingScopes,
            Revocations revocations,
            ApiKeyRefusals refusals,
            Clock clock,
            Envelopes envelopes) {
        this.refusals = refusals;
        this.clock = clock;
        this.existingScopes = existingScopes;
        this.revocations = revocations;
        this.keys = keys;
        this.issuer = issuer;
        this.editor = editor;
        this.rotator = rotator;
        this.revoker = revoker;
        this.envelopes = envelopes;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            InputStream body)
            throws IOException {
        ApiCaller caller = ApiCaller.of(token);
        AccountId owner = owner(caller, WRITE);
        CreateApiKey asked = JsonBody.read(body, CreateApiKey.class);
        return created(caller, response, issuer.issue(owner, caller.scopes(), asked.parse(existingScopes)));
    }

    private ResponseEntity<Map<String, @Nullable Object>> created(
            ApiCaller caller, HttpServletResponse response, Issuance issuance) {
        if (!(issuance instanceof Issuance.Issued issued)) {
            throw refusals.of(issuance);
        }
        requireStillAlive(caller, issued.key());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(envelopes.of(response, ApiKeyJson.created(issued.key(), issued.token())));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AccountId owner = owner(ApiCaller.of(token), READ);
        ApiKeyPage page = ApiKeyPage.of(keys.ownedBy(owner), PageLimit.parse(limit), cursor);
        return envelopes.page(response, page.keys().stream().map(ApiKeyJson::of).toList(), page.nextCursor());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> show(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String id) {
        return envelopes.of(response, ApiKeyJson.of(key(owner(ApiCaller.of(token), READ), id)));
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
        ApiKey key = usableKey(owner(ApiCaller.of(token), WRITE), id);
        ChangeApiKey asked = JsonBody.read(body, ChangeApiKey.class);
        Change change = editor.change(key, asked.parse(existingScopes, clock.instant()));
        if (change instanceof Change.Changed changed) {
            return envelopes.of(response, ApiKeyJson.of(changed.key()));
        }
        throw refusals.of(change);
    }

    /** Issues a successor, which is shown only in this response. Both keys are valid until the overlap ends. */
    @PostMapping(
            path = "/{id}/rotate",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> rotate(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String id,
            InputStream body)
            throws IOException {
        ApiCaller caller = ApiCaller.of(token);
        ApiKey key = usableKey(owner(caller, WRITE), id);
        RotateApiKey asked = JsonBody.read(body, RotateApiKey.class);
        return created(
                caller, response, rotator.rotate(key, caller.scopes(), asked.parseOverlap(), asked.parseExpiresAt()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, @PathVariable String id) {
        revoker.revoke(key(owner(ApiCaller.of(token), WRITE), id), ApiKeyRevoked.Cause.OWNER);
    }

    private ApiKey key(AccountId owner, String id) {
        return keys.find(owner, id)
                .orElseThrow(() -> new ApiRefusal(ApiError.of(404, "not_found", "You have no API key with that id.")));
    }

    private ApiKey usableKey(AccountId owner, String id) {
        ApiKey key = key(owner, id);
        if (!key.usableAt(clock.instant())) {
            throw refusals.revoked();
        }
        return key;
    }

    /**
     * If the person is revoked concurrently, the new key would have been issued after the revocation and would stay
     * valid.
     */
    private void requireStillAlive(ApiCaller caller, ApiKey key) {
        if (revocations.isRevoked(caller.lineage())) {
            revoker.revoke(key, ApiKeyRevoked.Cause.ANCESTOR);
            throw new InvalidBearerTokenException("revoked during the request");
        }
    }

    private static AccountId owner(ApiCaller caller, Scope needed) {
        caller.require(needed);
        if (!caller.isPerson()) {
            throw new ApiRefusal(ApiError.of(
                    403, "forbidden", "API keys belong to people; use the access token of a signed-in person."));
        }
        return new AccountId(caller.subject());
    }
}
