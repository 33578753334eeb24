package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.chain.GrantQueue;
import com.hubify.identity.server.token.issuance.TokenIssued;
import com.hubify.identity.server.token.issuance.TokenListener;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Has each token that is handed out recorded, soon after. The log has none of them: there would be nothing else in it. */
@Component
class GrantAuditListener implements TokenListener {

    private final GrantQueue queue;

    GrantAuditListener(GrantQueue queue) {
        this.queue = queue;
    }

    @Override
    public void issued(TokenIssued token) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("client", token.client());
        details.put("grant_type", token.grantType());
        details.put("account", token.subject());
        details.put("scopes", token.scopes());
        details.put("token", token.tokenId());
        details.put("grant", token.grant());
        details.put("address", token.address());
        details.values().removeIf(String::isEmpty);
        queue.add("token.issued", details);
    }
}
