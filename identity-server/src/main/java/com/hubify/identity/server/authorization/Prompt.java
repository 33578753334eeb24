package com.hubify.identity.server.authorization;

import com.hubify.identity.server.session.SignInAuthentication;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Values of the {@code prompt} parameter.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</a>
 */
final class Prompt {

    static final String NONE = "none";
    static final String LOGIN = "login";
    static final String CONSENT = "consent";
    static final String SELECT_ACCOUNT = "select_account";

    private static final Set<String> KNOWN = Set.of(NONE, LOGIN, CONSENT, SELECT_ACCOUNT);

    private Prompt() {}

    /**
     * Spring evaluates {@code prompt} with the scope openid only, and would call other requests malformed. A value that is not
     * known is refused: the client would wait for a page that never comes (Initiating User Registration, section 4.1).
     */
    static void validate(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Set<String> prompt = of(request.getAdditionalParameters());
        if (!KNOWN.containsAll(prompt)) {
            AuthorizationRequests.refuse(
                    context,
                    new OAuth2Error(
                            OAuth2ErrorCodes.INVALID_REQUEST,
                            "The values of prompt are none, login, consent and select_account.",
                            null));
        }
        if (!prompt.contains(NONE)) {
            return;
        }
        if (prompt.size() > 1) {
            AuthorizationRequests.refuse(
                    context,
                    new OAuth2Error(
                            OAuth2ErrorCodes.INVALID_REQUEST,
                            "prompt=none can't be combined with other values.",
                            null));
        }
        if (!(request.getPrincipal() instanceof SignInAuthentication)) {
            AuthorizationRequests.refuse(
                    context, new OAuth2Error("login_required", "The end-user must sign in.", null));
        }
    }

    static Set<String> of(Map<String, Object> parameters) {
        Object prompt = parameters.get("prompt");
        return prompt == null ? Set.of() : of(prompt.toString());
    }

    static Set<String> of(String prompt) {
        return Arrays.stream(prompt.split(" ")).collect(Collectors.toUnmodifiableSet());
    }
}
