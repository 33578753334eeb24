package com.hubify.clerk.authorize;

import com.hubify.clerk.application.OAuthApplication;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check.
 *
 * @param redirectUri where the answer goes
 * @param namesRedirectUri whether the request named it, so that the token request must too
 */
record AuthorizationRequest(
        OAuthApplication application,
        String redirectUri,
        boolean namesRedirectUri,
        ResponseMode responseMode,
        Set<String> scopes,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        @Nullable String resource,
        Set<String> prompt,
        RequestParameters parameters) {

    boolean prompts(String value) {
        return prompt.contains(value);
    }
}
