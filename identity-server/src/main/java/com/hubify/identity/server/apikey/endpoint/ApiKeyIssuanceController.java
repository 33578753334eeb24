package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotator;
import com.hubify.identity.server.apikey.issuance.IdempotentRequest;
import com.hubify.identity.server.apikey.issuance.Issuance;
import com.hubify.identity.server.apikey.issuance.RepeatedIssuance;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import com.hubify.identity.server.revocation.Revocations;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that issue keys to a person. With an {@code Idempotency-Key}, a request that is sent again issues no other one. */
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeyIssuanceController {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final CallersKeys callersKeys;
    private final ApiKeyIssuer issuer;
    private final ApiKeyRotator rotator;
    private final RepeatedIssuance repeated;
    private final ApiKeyRevoker revoker;
    private final ExistingScopes existingScopes;
    private final Revocations revocations;
    private final ApiKeyRefusals refusals;
    private final Envelopes envelopes;

    ApiKeyIssuanceController(
            CallersKeys callersKeys,
            ApiKeyIssuer issuer,
            ApiKeyRotator rotator,
            RepeatedIssuance repeated,
            ApiKeyRevoker revoker,
            ExistingScopes existingScopes,
            Revocations revocations,
            ApiKeyRefusals refusals,
            Envelopes envelopes) {
        this.callersKeys = callersKeys;
        this.issuer = issuer;
        this.rotator = rotator;
        this.repeated = repeated;
        this.revoker = revoker;
        this.existingScopes = existingScopes;
        this.revocations = revocations;
        this.refusals = refusals;
        this.envelopes = envelopes;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            HttpServletResponse response,
            InputStream body)
            throws IOException {
        CallersKeys.writer(token);
        byte[] bytes = JsonBody.bytes(body);
        CreateApiKey asked = JsonBody.read(bytes, CreateApiKey.class);
        IdempotentRequest request = once(idempotencyKey, "create", bytes);
        ApiKey.Holder holder = callersKeys.holder(token, asked.owner());
        Scopes held = callersKeys.held(token, asked.owner());
        return created(token, Act.CREATED, response, issuer.issue(holder, held, asked.parse(existingScopes), request));
    }

    /**
     * Issues a successor, which is shown only in this response. Both keys are valid until the overlap ends. Every member of the body can be
     * left out, so the body can be, too.
     */
    @PostMapping(path = "/{id}/rotate", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> rotate(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @PathVariable String id,
            InputStream body)
            throws IOException, HttpMediaTypeNotSupportedException {
        AccountId person = CallersKeys.writer(token);
        byte[] bytes = JsonBody.optional(contentType, body);
        RotateApiKey asked = JsonBody.read(bytes, RotateApiKey.class);
        Duration overlap = asked.parseOverlap();
        Instant end = asked.parseExpiresAt();
        IdempotentRequest request = once(idempotencyKey, "rotate " + id, bytes);
        // Read before it is asked whether this request has rotated it, and may be gone if it has.
        Optional<ApiKey> key = callersKeys.find(token, id);
        Optional<Issuance> before = repeated.find(key.map(ApiKey::owner).orElse(person), request);
        if (before.isPresent()) {
            return created(token, Act.ROTATED, response, before.get());
        }
        ApiKey old = callersKeys.usable(key);
        Scopes scopes = asked.parseScopes(old.termsOfSuccessor().scopes(), existingScopes);
        Scopes held = callersKeys.held(token, old);
        return created(token, Act.ROTATED, response, rotator.rotate(old, scopes, held, overlap, end, request));
    }

    private static @Nullable IdempotentRequest once(@Nullable String idempotencyKey, String target, byte[] body) {
        if (idempotencyKey == null) {
            return null;
        }
        return IdempotentRequest.parse(idempotencyKey, target + " " + new String(body, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> new ApiRefusal(ApiError.badRequest(IDEMPOTENCY_KEY
                        + " must be one random text of 16 to 128 visible characters, such as a UUID.")));
    }

    private ResponseEntity<Map<String, @Nullable Object>> created(
            @Nullable Jwt token, Act act, HttpServletResponse response, Issuance issuance) {
        if (!(issuance instanceof Issuance.Issued issued)) {
            throw refusals.of(issuance);
        }
        requireStillAlive(ApiCaller.of(token), issued.key());
        if (!callersKeys.note(token, issued.key(), act)) {
            throw new AccessDeniedException("the role was taken away during the request");
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(envelopes.of(response, ApiKeyJson.created(issued.key(), issued.token())));
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
}
