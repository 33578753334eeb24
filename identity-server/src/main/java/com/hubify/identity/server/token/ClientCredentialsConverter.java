package com.hubify.identity.server.token;

import com.hubify.identity.server.client.HubifyClientSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Scopes of the client_credentials grant: the client's default ones if none are requested, without those about an end-user,
 * compared by what they cover.
 */
final class ClientCredentialsConverter implements AuthenticationConverter {

    private final AuthenticationConverter spring = new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(spring.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked)
                || !(asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)) {
            return null;
        }
        return new OAuth2ClientCredentialsAuthenticationToken(
                client,
                RequestedScopes.withoutPerson(RequestedScopes.orDefault(
                        asked.getScopes(), Objects.requireNonNull(client.getRegisteredClient()))),
                asked.getAdditionalParameters());
    }

    static void compareIn(AuthenticationProvider provider) {
        if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider clientCredentials) {
            clientCredentials.setAuthenticationValidator(ClientCredentialsConverter::validate);
        }
    }

    private static void validate(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        RequestedScopes.require(request.getScopes(), HubifyClientSettings.scopes(context.getRegisteredClient()));
        RequestedScopes.requireNoPerson(request.getScopes());
    }
}
