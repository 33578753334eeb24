package com.hubify.identity.server.endpoint;

import com.hubify.identity.server.client.SupportedGrantTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Refuses unsupported grant types, and those that the client may not use, before other parameters are read. Spring's
 * providers differ in how they refuse a client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public final class GrantTypeConverter implements AuthenticationConverter {

    private static final OAuth2Error UNSUPPORTED = new OAuth2Error(
            OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
            "This server does not support the grant_type.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

    /** @throws OAuth2AuthenticationException with {@code unsupported_grant_type} or {@code unauthorized_client} */
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String grantType = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
        if (grantType == null || !SupportedGrantTypes.NAMES.contains(grantType)) {
            throw new OAuth2AuthenticationException(UNSUPPORTED);
        }
        // A code presented by another client was stolen: Spring's provider revokes and refuses it.
        boolean isCode = request.getParameter(OAuth2ParameterNames.CODE) != null
                && grantType.equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
        if (!isCode
                && SecurityContextHolder.getContext().getAuthentication()
                        instanceof OAuth2ClientAuthenticationToken client
                && !Objects.requireNonNull(client.getRegisteredClient())
                        .getAuthorizationGrantTypes()
                        .contains(new AuthorizationGrantType(grantType))) {
            OAuth2AuthenticationException refusal =
                    new OAuth2AuthenticationException(SupportedGrantTypes.NOT_REGISTERED);
            refusal.setAuthenticationRequest(client);
            throw refusal;
        }
        return null;
    }
}
