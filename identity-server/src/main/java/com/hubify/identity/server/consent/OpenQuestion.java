package com.hubify.identity.server.consent;

import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.session.SignInAuthentication;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * A question that waits for its answer. It is asked of one sign-in, since what comes of the answer speaks for that person and ends
 * with that sign-in. If the page is still open when the sign-in has ended, by a sign-out in another tab or otherwise, nothing but the
 * session is lost: the next sign-in is asked the same, and answers for itself.
 *
 * @param grant what it is about
 */
record OpenQuestion(OAuth2Authorization grant) {

    private static final OAuth2TokenType USER_CODE = new OAuth2TokenType(OAuth2ParameterNames.USER_CODE);

    /**
     * Attack: Spring compares names alone. A grant from a question of an earlier sign-in would be one that a sign-out now does not
     * reach.
     */
    boolean isAskedOf(@Nullable Principal signedIn) {
        if (signedIn instanceof SignInAuthentication present
                && grant.getAttribute(Principal.class.getName()) instanceof SignInAuthentication asked) {
            return asked.account().equals(present.account())
                    && asked.sessionId().equals(present.sessionId());
        }
        return isAskedOfAccount(signedIn);
    }

    boolean isAskedOfAccount(@Nullable Principal signedIn) {
        return signedIn != null && grant.getPrincipalName().equals(signedIn.getName());
    }

    boolean isForDevice() {
        return grant.getAuthorizationGrantType().equals(AuthorizationGrantType.DEVICE_CODE);
    }

    /** The authorization request that led to it, from the top: what the client demands of a sign-in is looked at anew. */
    String request() {
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        // Spring leaves commas and semicolons as they are, which no cookie carries through a sign-in.
        return "/oauth2/authorize?"
                + URI.create(Objects.requireNonNull(request).getAuthorizationRequestUri())
                        .getRawQuery()
                        .replace(",", "%2C")
                        .replace(";", "%3B");
    }

    /**
     * A device's question for another sign-in, under a new {@code state}: who knew the old one must not be able to answer in the
     * name of the next person.
     *
     * @param state can't be guessed
     */
    OpenQuestion forSignIn(SignInAuthentication signIn, String state) {
        return new OpenQuestion(OAuth2Authorization.from(grant)
                .principalName(signIn.getName())
                .attribute(Principal.class.getName(), signIn)
                .attribute(OAuth2ParameterNames.STATE, state)
                .build());
    }

    /**
     * Where a person enters the device's code again who comes back to a question that they have been asked anew since, and that is
     * still open. Empty for others: a stranger learns of no code that it is in use.
     */
    static Optional<String> askedAnew(
            OAuth2AuthorizationService authorizations, @Nullable String userCode, Principal signedIn) {
        return Optional.ofNullable(userCode)
                .map(code -> authorizations.findByToken(code, USER_CODE))
                .filter(grant -> grant.getAttribute(OAuth2ParameterNames.STATE) != null)
                .map(OpenQuestion::new)
                .filter(question -> question.isAskedOf(signedIn))
                .map(question -> RedirectUris.with(Map.of(OAuth2ParameterNames.USER_CODE, userCode), "/activate"));
    }

    String state() {
        return Objects.requireNonNull(grant.getAttribute(OAuth2ParameterNames.STATE));
    }
}
