package com.hubify.clerk.authorize;

import com.hubify.clerk.application.OAuthApplication;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check.
 *
 * @param address where the answer goes
 */
record AuthorizationRequest(
        AnswerAddress address,
        Set<String> scopes,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        @Nullable String resource,
        Set<String> prompt,
        RequestParameters parameters) {

    OAuthApplication application() {
        return address.application();
    }

    boolean prompts(String value) {
        return prompt.contains(value);
    }
}
