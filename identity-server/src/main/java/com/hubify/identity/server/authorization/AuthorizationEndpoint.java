package com.hubify.identity.server.authorization;

import com.hubify.identity.server.consent.ConsentDecision;
import com.hubify.identity.server.consent.Consents;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.token.AuthorizationCodes;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/** Configures the authorization endpoint: scopes, consent and responses. */
@Component
class AuthorizationEndpoint implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private final AuthorizationRequestConverter requestScopes;
    private final AuthorizationResponses responses;
    private final ConsentDecision decision;
    private final Consents consents;
    private final OrganizationChoice organizations;
    private final AuthorizationCodes codes;

    AuthorizationEndpoint(
            RegisteredClientRepository clients,
            AuthorizationServerSettings settings,
            AuthorizationResponses responses,
            ConsentDecision decision,
            Consents consents,
            OrganizationChoice organizations,
            AuthorizationCodes codes) {
        this.requestScopes =
                new AuthorizationRequestConverter(clients, settings.getIssuer() + settings.getAuthorizationEndpoint());
        this.responses = responses;
        this.decision = decision;
        this.consents = consents;
        this.organizations = organizations;
        this.codes = codes;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.authorizationEndpoint(endpoint -> endpoint.consentPage("/oauth2/consent")
                .authorizationRequestConverter(requestScopes)
                .authorizationResponseHandler(responses)
                .errorResponseHandler(responses)
                .authenticationProviders(this::configure));
    }

    private void configure(List<AuthenticationProvider> providers) {
        // Before the decision, which wraps the consent provider.
        codes.accept(providers);
        decision.accept(providers);
        providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthenticationValidator(AuthorizationRequests.validator());
                requests.setAuthorizationConsentRequired(
                        context -> AuthorizationRequests.needConsent(context, consents, organizations));
            }
        });
    }
}
