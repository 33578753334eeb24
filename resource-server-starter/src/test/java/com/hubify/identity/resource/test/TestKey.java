package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.TokenClaims;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An API key in the making: what the issuer will answer about it can be bent. Times are in seconds from now. */
public final class TestKey {

    private final StubIssuer issuer;
    private final long now;
    private final String value;
    private final Map<String, Object> answer = new LinkedHashMap<>();

    TestKey(StubIssuer issuer, Instant now) {
        this.issuer = issuer;
        this.now = now.getEpochSecond();
        String random = UUID.randomUUID().toString().replace("-", "");
        this.value = ApiKeyToken.of(random.substring(0, ApiKeyToken.ID_LENGTH), random)
                .value();
        answer.put("active", true);
        answer.put("token_type", TokenClaims.API_KEY_TYPE);
        answer.put(TokenClaims.KEY_ID, random.substring(0, ApiKeyToken.ID_LENGTH));
        answer.put("sub", TestTokens.SUBJECT);
        answer.put("iss", issuer.issuer());
        answer.put("iat", this.now);
    }

    public TestKey subject(String subject) {
        return answering("sub", subject);
    }

    public TestKey scopes(String... scopes) {
        return answering(TokenClaims.SCOPE, String.join(" ", scopes));
    }

    public TestKey expires(long seconds) {
        return answering("exp", now + seconds);
    }

    /** Has the issuer answer this member about the key. */
    public TestKey answering(String name, Object member) {
        answer.put(name, member);
        return this;
    }

    /** Has the issuer leave a member out. */
    public TestKey without(String name) {
        answer.remove(name);
        return this;
    }

    /** The key as it is sent. */
    public String value() {
        issuer.know(value, Map.copyOf(answer));
        return value;
    }

    /** The value of the {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + value();
    }
}
