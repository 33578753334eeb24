package com.hubify.identity.server.audit.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.OperatorCalls;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.audit.trail.AuditPage;
import com.hubify.identity.server.audit.trail.AuditRecord;
import com.hubify.identity.server.audit.trail.AuditRecords;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /v1/audit}: records, and all of them as they are stored. With {@code reference}, the path belongs to explanations, which a
 * stored reason answers and not the trail.
 */
@RestController
class AuditController {

    private static final Scope READ = new Scope("audit:read");

    private static final Set<String> OF_LIST =
            Set.of("stream", "kind", "account", "client", "network", "from", "to", "limit", "cursor");

    private static final Set<String> OF_EXPORT = Set.of("stream", "from", "to");

    private final AuditRecords records;
    private final AuditExports exports;
    private final OperatorCalls operators;
    private final Envelopes envelopes;

    AuditController(AuditRecords records, AuditExports exports, OperatorCalls operators, Envelopes envelopes) {
        this.records = records;
        this.exports = exports;
        this.operators = operators;
        this.envelopes = envelopes;
    }

    /** The latest first. A page may be short although there are more: so long as there is a cursor, there may be. */
    @GetMapping(path = "/v1/audit", params = "!reference")
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response) {
        operators.require(token, READ);
        AuditQuery query = new AuditQuery(parameters, OF_LIST);
        int limit = PageLimit.parse(query.text("limit")).value();
        AuditPage page = page(query, limit);
        return envelopes.page(
                response, page.records().stream().map(AuditController::json).toList(), page.next());
    }

    private AuditPage page(AuditQuery query, int limit) {
        try {
            return records.latest(query.filter(), limit, query.text("cursor"));
        } catch (IllegalArgumentException e) {
            throw AuditQuery.refused("cursor must be the next_cursor of the page before.");
        }
    }

    @GetMapping("/v1/audit/export")
    void export(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        operators.require(token, READ);
        AuditQuery query = new AuditQuery(parameters, OF_EXPORT);
        exports.write(query.streams(), query.instant("from"), query.instant("to"), response);
    }

    private static Map<String, Object> json(AuditRecord record) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", record.id());
        json.put("stream", record.stream().word());
        if (record.chain() != null) {
            json.put("chain", record.chain());
            json.put("seq", record.seq());
        }
        json.put("at", record.at());
        json.put("kind", record.kind());
        json.put("details", record.details());
        return json;
    }
}
