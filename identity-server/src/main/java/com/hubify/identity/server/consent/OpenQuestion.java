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
 * A pending consent. It belongs to one sign-in, since the grant is of that person and ends with that sign-in. If the sign-in
 * ends while the page is open, the next sign-in is asked for consent again.
 *
 * @param grant the pending grant
 */
record OpenQuestion(OAuth2Authorization grant) {

    private static final OAuth2TokenType USER_CODE = new OAuth2TokenType(OAuth2ParameterNames.USER_CODE);

    /**
     * Attack: Spring compares account names only. A grant from a page of an earlier sign-in would not end with a sign-out
     * now.
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

    /** URL of the authorization request, so that its demands on the sign-in are checked again. */
    String request() {
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        // Spring does not encode commas and semicolons, which a cookie can't hold.
        return "/oauth2/authorize?"
                + URI.create(Objects.requireNonNull(request).getAuthorizationRequestUri())
                        .getRawQuery()
                        .replace(",", "%2C")
                        .replace(";", "%3B");
    }

    /**
     * The pending consent of a device for another sign-in, under a new {@code state}: the old one must not work for the next
     * person.
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
     * URL that enters the device's code again, for a person whose consent page has been replaced by a newer one. Empty for
     * others, who must not learn whether a code is in use.
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
