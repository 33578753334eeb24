package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerConnection.Answer;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles over HTTP, with the access token that the revocation feed is read with. One that is rejected is replaced once. */
final class SettlementConnection implements Settlement {

    private final IssuerMetadata metadata;
    private final IssuerConnection connection;
    private final RevocationToken token;
    private final String instance;

    SettlementConnection(IssuerMetadata metadata, IssuerConnection connection, RevocationToken token, String instance) {
        this.metadata = metadata;
        this.connection = connection;
        this.token = token;
        this.instance = instance;
    }

    @Override
    public Map<String, Map<String, Object>> settle(List<Claim> claims) throws IOException {
        String json = JSONObjectUtils.toJSONString(Map.of(
                "instance",
                instance,
                "budgets",
                claims.stream().map(Claim::members).toList()));
        Answer answer = post(json);
        if (answer.status() == 401) {
            token.forget();
            answer = post(json);
        }
        if (!answer.isOk()) {
            throw new IOException("The identity server answered " + answer.status());
        }
        return budgets(answer.json());
    }

    private Answer post(String json) throws IOException {
        return connection.postJson(metadata.limitsUri(), token.value(), json);
    }

    private static Map<String, Map<String, Object>> budgets(Map<String, Object> answer) throws IOException {
        Map<String, Map<String, Object>> budgets = new HashMap<>();
        Map<String, Object> data = members(answer.get("data"));
        if (data.get(UNREADABLE) instanceof List<?> names) {
            names.forEach(name -> budgets.put(String.valueOf(name), Map.of(UNREADABLE, true)));
        }
        if (data.get("budgets") instanceof List<?> settled) {
            for (Object budget : settled) {
                Map<String, Object> known = members(budget);
                budgets.put(String.valueOf(known.get("name")), known);
            }
            return budgets;
        }
        throw new IOException("The identity server answered without budgets");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> members(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException("The identity server's answer is not a settlement");
    }
}
