package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.introspection.ApiKeyUses;
import com.hubify.identity.server.apikey.introspection.KnownApiKeys;
import com.hubify.identity.server.client.SenderNetwork;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints for the holder of a key, authenticated by the key itself and without a sign-in. */
@RestController
@RequestMapping("/v1/api-keys")
class HeldApiKeyController {

    private final KnownApiKeys known;
    private final ApiKeyUses uses;
    private final ApiKeyRevoker revoker;
    private final Envelopes envelopes;

    HeldApiKeyController(KnownApiKeys known, ApiKeyUses uses, ApiKeyRevoker revoker, Envelopes envelopes) {
        this.known = known;
        this.uses = uses;
        this.revoker = revoker;
        this.envelopes = envelopes;
    }

    /** Revokes the key in the body; no sign-in is needed. The response does not show whether it was a valid key. */
    @PostMapping(path = "/revoke", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(InputStream body) throws IOException {
        if (known.verifyAnew(presentedKey(body)) instanceof ApiKeyVerification.Accepted accepted) {
            revoker.revoke(accepted.key(), ApiKeyRevoked.Cause.HOLDER);
        }
    }

    /**
     * Verifies the key in the body and shows its details. Unknown, expired and revoked keys get the same response, and so do those
     * that are not valid from the sender's address: where they are must not be told to a thief.
     * Counts as a use of the key.
     */
    @PostMapping(
            path = "/verify",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> verify(HttpServletResponse response, InputStream body)
            throws IOException {
        if (known.verify(presentedKey(body), SenderNetwork.address()) instanceof ApiKeyVerification.Accepted accepted) {
            uses.note(accepted.key());
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(envelopes.of(response, ApiKeyJson.of(accepted.key())));
        }
        throw new ApiRefusal(ApiError.of(
                401, "unauthorized", "This API key is revoked, expired, unknown or not valid from this address."));
    }

    private static String presentedKey(InputStream body) throws IOException {
        String presented = JsonBody.read(body, RevokeApiKey.class).key();
        if (presented == null || ApiKeyToken.parse(presented).isEmpty()) {
            throw new ApiRefusal(
                    ApiError.badRequest("key must be a complete API key; a character is missing or wrong."));
        }
        return presented;
    }
}
