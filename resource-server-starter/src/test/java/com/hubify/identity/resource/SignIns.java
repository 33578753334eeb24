package com.hubify.identity.resource;

import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import java.util.Arrays;
import java.util.function.Function;

/** Callers of what needs a sign-in within the last ten minutes and {@code labs:read}, with the answer that each gets. */
enum SignIns {
    RECENT(200, tokens -> token(tokens).signedIn(-590)),
    // Clocks may differ by a few seconds.
    IN_A_MOMENT(200, tokens -> token(tokens).signedIn(2)),
    LONG_AGO(401, tokens -> token(tokens).signedIn(-601)),
    UNKNOWN(401, tokens -> token(tokens)),
    // Attacks: a time that is none, or that never grows old.
    AS_TEXT(401, tokens -> token(tokens).claim("auth_time", "9999999999")),
    NEGATIVE(401, tokens -> token(tokens).claim("auth_time", -1)),
    IN_THE_FUTURE(401, tokens -> token(tokens).signedIn(3_600)),
    // Attack: who holds a key or a client's secret passes for a person who is there.
    OF_CLIENT(403, tokens -> token(tokens).subject(TestTokens.CLIENT).signedIn(0)),
    OF_KEY(403, tokens -> token(tokens).claim("key_id", "abcd1234").signedIn(0)),
    // What is refused for its scopes must not make anyone sign in.
    RECENT_WITHOUT_SCOPE(403, tokens -> token(tokens).scopes("pods:read").signedIn(0)),
    LONG_AGO_WITHOUT_SCOPE(403, tokens -> token(tokens).scopes("pods:read").signedIn(-601));

    static final String CHALLENGE = "Bearer error=\"insufficient_user_authentication\","
            + " error_description=\"More recent authentication is required\", max_age=\"600\"";

    final int status;
    private final Function<TestTokens, TestToken> token;

    SignIns(int status, Function<TestTokens, TestToken> token) {
        this.status = status;
        this.token = token;
    }

    private static TestToken token(TestTokens tokens) {
        return tokens.accessToken().scopes("labs:read");
    }

    /** Those whose answer does not depend on their scopes. */
    static SignIns[] withScope() {
        return Arrays.stream(values())
                .filter(each -> !each.name().endsWith("SCOPE"))
                .toArray(SignIns[]::new);
    }

    String bearer(TestTokens tokens) {
        return token.apply(tokens).bearer();
    }
}
