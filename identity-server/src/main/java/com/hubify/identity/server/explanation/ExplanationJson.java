package com.hubify.identity.server.explanation;

import com.hubify.identity.envelope.RefusalReason;
import java.util.LinkedHashMap;
import java.util.Map;

/** An explanation as the API shows it. Members that are not known are left out. */
final class ExplanationJson {

    private ExplanationJson() {}

    static Map<String, Object> of(Explanation explanation) {
        RefusalReason reason = RefusalReason.parse(explanation.reason())
                .or(() -> RefusalReason.of(explanation.status()))
                .orElse(RefusalReason.INVALID_REQUEST);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", explanation.reference());
        json.put("at", explanation.at());
        json.put("status", explanation.status());
        json.put("reason", explanation.reason());
        json.put("failed", reason.phrase());
        json.put("remedy", reason.remedy());
        put(json, "detail", explanation.detail());
        put(json, "request", explanation.request());
        put(json, "service", explanation.service());
        put(json, "scopes_needed", explanation.needed());
        put(json, "scopes_held", explanation.held());
        put(json, "key_id", explanation.key());
        put(json, "account", explanation.account());
        put(json, "client_id", explanation.client());
        return json;
    }

    private static void put(Map<String, Object> json, String member, String value) {
        if (!value.isEmpty()) {
            json.put(member, value);
        }
    }
}
