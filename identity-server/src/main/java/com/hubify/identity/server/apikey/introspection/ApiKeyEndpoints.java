package com.hubify.identity.server.apikey.introspection;

import com.hubify.identity.server.organization.acting.ActingMembers;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.stereotype.Component;

/** Registers the introspection of API keys before that of tokens; keys are recognized by their prefix. */
@Component
@Order(0)
class ApiKeyEndpoints implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private final ApiKeyIntrospectionAuthenticationProvider introspection;

    ApiKeyEndpoints(KnownApiKeys known, ApiKeyUses uses, ActingMembers members) {
        this.introspection = new ApiKeyIntrospectionAuthenticationProvider(known, uses, members);
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.tokenIntrospectionEndpoint(endpoint -> endpoint.authenticationProvider(introspection));
    }
}
