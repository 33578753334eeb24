package com.hubify.identity.server.plan;

import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.client.authentication.AuthenticatedService;
import com.hubify.identity.server.plan.SettledBudget.Window;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/limits/settle}: services tell what their callers have used of their plans, and get permits for the next moment. For
 * the same clients and tokens as reports on the use of keys. A budget of a key that does not exist is missing in the answer;
 * of one whose name can't be read it has the name.
 */
@RestController
class SettlementController {

    private final Settlements settlements;
    private final Plans plans;
    private final RegisteredClientRepository clients;
    private final Envelopes envelopes;

    SettlementController(
            Settlements settlements, Plans plans, RegisteredClientRepository clients, Envelopes envelopes) {
        this.settlements = settlements;
        this.plans = plans;
        this.clients = clients;
        this.envelopes = envelopes;
    }

    @PostMapping(
            path = "/v1/limits/settle",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> settle(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            InputStream body)
            throws IOException {
        String service = AuthenticatedService.of(
                token, clients, "Only services that may introspect API keys settle what their callers use");
        SettlementRequest request =
                JsonBody.read(JsonBody.bytes(body, SettlementRequest.MAX_BYTES), SettlementRequest.class);
        String holder = service + " " + request.parseInstance();
        List<String> unreadable = request.unreadable();
        List<Map<String, Object>> settled = request.parseClaims().stream()
                .map(claim -> settle(claim, holder))
                .flatMap(Optional::stream)
                .toList();
        return envelopes.of(response, Map.of("budgets", settled, "unreadable", unreadable));
    }

    private Optional<Map<String, Object>> settle(Claim claim, String holder) {
        return plans.of(claim)
                .map(plan -> json(claim.name(), plan, settlements.settle(claim, plans.limits(plan), holder)));
    }

    private static Map<String, Object> json(String name, Plan plan, SettledBudget budget) {
        return Map.of(
                "name", name,
                "plan", plan.text(),
                "granted", budget.granted(),
                "holders", budget.holders(),
                "minute", json(budget.minute()),
                "day", json(budget.day()));
    }

    private static Map<String, Long> json(Window window) {
        return Map.of("limit", window.limit(), "remaining", window.remaining(), "reset_ms", window.resetMillis());
    }
}
