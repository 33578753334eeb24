package com.hubify.identity.server.authorization;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of the {@code prompt} parameter.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</a>
 */
final class Prompt {

    static final String NONE = "none";
    static final String LOGIN = "login";
    static final String CONSENT = "consent";
    static final String SELECT_ACCOUNT = "select_account";

    private Prompt() {}

    static Set<String> of(Map<String, Object> parameters) {
        Object prompt = parameters.get("prompt");
        return prompt == null ? Set.of() : of(prompt.toString());
    }

    static Set<String> of(String prompt) {
        return Arrays.stream(prompt.split(" ")).collect(Collectors.toUnmodifiableSet());
    }
}
