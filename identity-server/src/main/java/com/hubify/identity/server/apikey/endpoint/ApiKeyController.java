package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.InsufficientScope;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.introspection.ApiKeyUses;
import com.hubify.identity.server.apikey.introspection.KnownApiKeys;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.revocation.Revocations;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API for keys: a person manages their own keys, and the holder of a key may revoke it. */
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeyController {

    private static final Scope READ = new Scope("api-keys:read");
    private static final Scope WRITE = new Scope("api-keys:write");

    private final ApiKeys keys;
    private final ApiKeyIssuer issuer;
    private final StoredApiKeyVerifier verifier;
    private final KnownApiKeys known;
    private final ApiKeyUses uses;
    private final ApiKeyRevoker revoker;
    private final ExistingScopes existingScopes;
    private final Revocations revocations;
    private final Envelopes envelopes;

    ApiKeyController(
            ApiKeys keys,
            ApiKeyIssuer issuer,
            StoredApiKeyVerifier verifier,
            KnownApiKeys known,
            ApiKeyUses uses,
            ApiKeyRevoker revoker,
            ExistingScopes existingScopes,
            Revocations revocations,
            Envelopes envelopes) {
        this.existingScopes = existingScopes;
        this.revocations = revocations;
        this.keys = keys;
        this.issuer = issuer;
        this.verifier = verifier;
        this.known = known;
        this.uses = uses;
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
        Issuance issuance = issuer.issue(
                owner, caller.scopes(), asked.parseName(), asked.parseScopes(existingScopes), asked.parseExpiresAt());
        if (issuance instanceof Issuance.Issued issued) {
            requireStillAlive(caller, issued.key());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .cacheControl(CacheControl.noStore())
                    .body(envelopes.of(response, ApiKeyJson.created(issued.key(), issued.token())));
        }
        throw issuance instanceof Issuance.Postponed postponed
                ? tooManyToday(postponed.left())
                : refusal((Issuance.Refused) issuance);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AccountId owner = owner(ApiCaller.of(token), READ);
        ApiKeyPage page = ApiKeyPage.of(keys.ownedBy(owner), PageLimit.parse(limit), cursor);
        return envelopes.page(
                response, page.keys().stream().map(ApiKeyJson::listed).toList(), page.nextCursor());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, @PathVariable String id) {
        AccountId owner = owner(ApiCaller.of(token), WRITE);
        // Another owner's key gets the same 404 as an unknown id, so that ids can't be probed.
        ApiKey key = ApiKeyId.parse(id)
                .flatMap(keys::find)
                .filter(found -> found.owner().equals(owner))
                .orElseThrow(() -> new ApiRefusal(ApiError.of(404, "not_found", "You have no API key with that id.")));
        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);
    }

    /** Revokes the key in the body; no sign-in is needed. The response does not show whether it was a valid key. */
    @PostMapping(path = "/revoke", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(InputStream body) throws IOException {
        if (verifier.verify(presentedKey(body)) instanceof ApiKeyVerification.Accepted accepted) {
            revoker.revoke(accepted.key(), ApiKeyRevoked.Cause.HOLDER);
        }
    }

    /**
     * Verifies the key in the body and shows its details. Unknown, expired and revoked keys get the same response. It
     * counts as a use of the key, as at a service.
     */
    @PostMapping(
            path = "/verify",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> verify(HttpServletResponse response, InputStream body)
            throws IOException {
        if (known.verify(presentedKey(body)) instanceof ApiKeyVerification.Accepted accepted) {
            uses.note(accepted.key());
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(envelopes.of(response, ApiKeyJson.verified(accepted.key())));
        }
        throw new ApiRefusal(ApiError.of(401, "unauthorized", "This API key is revoked, expired or unknown."));
    }

    private static String presentedKey(InputStream body) throws IOException {
        String presented = JsonBody.read(body, RevokeApiKey.class).key();
        if (presented == null || ApiKeyToken.parse(presented).isEmpty()) {
            throw new ApiRefusal(
                    ApiError.badRequest("key must be a complete API key; a character is missing or wrong."));
        }
        return presented;
    }

    /** If the person is revoked at the same time, the new key would be younger than the revocation and stay valid. */
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

    private RuntimeException refusal(Issuance.Refused refused) {
        return switch (refused.reason()) {
            case NO_SCOPES -> badScope("scopes must name at least one scope.");
            case SCOPE_NOT_FOR_KEYS -> badScope("An API key can't have the scope " + refused.scope() + ".");
            case SCOPE_NOT_HELD -> new InsufficientScope(Objects.requireNonNull(refused.scope()));
            case BAD_EXPIRY ->
                new ApiRefusal(ApiError.badRequest(
                        "expires_at must be in the future, at most " + ApiKeyIssuer.MAX_YEARS + " years from now."));
            case TOO_MANY_KEYS ->
                new ApiRefusal(ApiError.of(
                        409,
                        "too_many_keys",
                        "You have " + keys.perOwner() + " API keys, the maximum. Revoke one first."));
        };
    }

    private ApiRefusal tooManyToday(Duration left) {
        return new ApiRefusal(new ApiError(
                429,
                "rate_limited",
                "You have created " + keys.perOwnerAndDay() + " API keys within a day, the maximum. Try again later.",
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(left.toSeconds()))));
    }

    private static ApiRefusal badScope(String message) {
        return new ApiRefusal(ApiError.of(400, "invalid_scope", message));
    }
}
