package com.hubify.identity.server.client.authentication;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/** Configures client authentication for public clients. */
@Component
class ClientAuthentication implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private final PublicClients publicClients;
    private final ClientAuthenticationFailureHandler refusal;

    ClientAuthentication(
            RegisteredClientRepository clients,
            AuthorizationServerSettings settings,
            ClientAuthenticationFailureHandler refusal) {
        this.publicClients = new PublicClients(clients, settings);
        this.refusal = refusal;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.clientAuthentication(authentication -> authentication
                .authenticationConverter(publicClients)
                .authenticationProvider(publicClients)
                .errorResponseHandler(refusal));
    }
}
