package com.hubify.identity.server.client;

import java.util.List;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The supported grant types, for client settings, metadata and the token endpoint. */
public final class SupportedGrantTypes {

    public static final List<AuthorizationGrantType> ALL = List.of(
            AuthorizationGrantType.AUTHORIZATION_CODE,
            AuthorizationGrantType.REFRESH_TOKEN,
            AuthorizationGrantType.CLIENT_CREDENTIALS,
            AuthorizationGrantType.DEVICE_CODE,
            AuthorizationGrantType.TOKEN_EXCHANGE);

    /** Their values of {@code grant_type}. */
    public static final List<String> NAMES =
            ALL.stream().map(AuthorizationGrantType::getValue).toList();

    /** The error for a grant type that the client is not registered for. */
    public static final OAuth2Error NOT_REGISTERED = new OAuth2Error(
            OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
            "The client is not registered for this grant_type.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

    private SupportedGrantTypes() {}
}
