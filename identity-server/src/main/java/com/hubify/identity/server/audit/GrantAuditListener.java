package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.chain.GrantQueue;
import com.hubify.identity.server.token.issuance.TokenIssued;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has each token that is handed out recorded, soon after. The log has none of them: there would be nothing else in it. */
@Component
class GrantAuditListener {

    private final GrantQueue queue;

    GrantAuditListener(GrantQueue queue) {
        this.queue = queue;
    }

    @EventListener
    void on(TokenIssued event) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("client", event.client());
        details.put("grant_type", event.grantType());
        details.put("account", event.subject());
        details.put("scopes", event.scopes());
        details.put("token", event.tokenId());
        details.put("grant", event.grant());
        details.put("address", event.address());
        details.values().removeIf(String::isEmpty);
        queue.add("token.issued", details);
    }
}
