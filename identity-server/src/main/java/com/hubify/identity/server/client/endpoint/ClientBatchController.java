package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.api.OperatorCalls;
import com.hubify.identity.server.client.registry.ClientBatches;
import com.hubify.identity.server.client.registry.ClientBatches.Change;
import com.hubify.identity.server.client.registry.ClientRefused;
import com.hubify.identity.server.client.registry.KnownClient;
import com.hubify.identity.server.client.registry.NewSecret;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/clients/changes}: many clients as a file says, all of them or none. */
@RestController
class ClientBatchController {

    private static final Scope WRITE = new Scope("clients:write");

    private final ClientBatches clients;
    private final OperatorCalls operators;
    private final Envelopes envelopes;

    ClientBatchController(ClientBatches clients, OperatorCalls operators, Envelopes envelopes) {
        this.clients = clients;
        this.operators = operators;
        this.envelopes = envelopes;
    }

    @PostMapping(path = "/v1/clients/changes", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> change(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestParam(name = DryRun.NAME, required = false) @Nullable String dryRun,
            InputStream body,
            HttpServletResponse response)
            throws IOException {
        ApiCaller operator = operators.require(token, WRITE);
        boolean isRehearsal = DryRun.parse(dryRun);
        Map<String, ClientRefused> refused = new TreeMap<>();
        List<Change> changes = JsonBody.read(JsonBody.bytes(body, ChangeClients.MAX_BYTES), ChangeClients.class)
                .changes(operator, refused);
        if (isRehearsal) {
            refused.putAll(clients.rehearse(changes));
            return answer(Map.of("refused", json(refused)), response);
        }
        if (!refused.isEmpty()) {
            throw refusal();
        }
        ClientBatches.Outcome outcome = clients.apply(changes, operator.subject());
        if (outcome.created().isEmpty() && outcome.updated().isEmpty()) {
            throw refusal();
        }
        return answer(
                Map.of(
                        "created",
                        outcome.created().stream()
                                .map(ClientBatchController::json)
                                .toList(),
                        "updated",
                        outcome.updated().stream()
                                .map(ClientBatchController::json)
                                .toList(),
                        "refused",
                        json(outcome.refused())),
                response);
    }

    private static ApiRefusal refusal() {
        return new ApiRefusal(ApiError.badRequest(
                "A client is refused, so none was changed. With dry_run=true the answer names each and the reason."));
    }

    private static Map<String, @Nullable Object> json(KnownClient client) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("client_id", client.id());
        json.put("version", client.version());
        return json;
    }

    private static Map<String, @Nullable Object> json(NewSecret made) {
        Map<String, @Nullable Object> json = json(made.client());
        if (made.secret() != null) {
            json.put("client_secret", made.secret());
            json.put("client_secret_expires_at", 0);
        }
        return json;
    }

    private static List<Map<String, String>> json(Map<String, ClientRefused> refused) {
        return refused.entrySet().stream()
                .map(one -> {
                    ApiError error = ClientRefusals.error(one.getValue());
                    return Map.of("client_id", one.getKey(), "code", error.code(), "message", error.message());
                })
                .toList();
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(Object data, HttpServletResponse response) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(envelopes.of(response, data));
    }
}
