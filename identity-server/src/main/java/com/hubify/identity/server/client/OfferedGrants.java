package com.hubify.identity.server.client;

import java.util.List;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** The grants that this server has, for its clients' settings, its metadata and the token endpoint alike. */
public final class OfferedGrants {

    public static final List<AuthorizationGrantType> ALL = List.of(
            AuthorizationGrantType.AUTHORIZATION_CODE,
            AuthorizationGrantType.REFRESH_TOKEN,
            AuthorizationGrantType.CLIENT_CREDENTIALS,
            AuthorizationGrantType.DEVICE_CODE);

    /** The same, as {@code grant_type} names them. */
    public static final List<String> NAMES =
            ALL.stream().map(AuthorizationGrantType::getValue).toList();

    private OfferedGrants() {}
}
