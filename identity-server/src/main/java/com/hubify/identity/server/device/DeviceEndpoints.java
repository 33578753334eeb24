package com.hubify.identity.server.device;

import com.hubify.identity.server.consent.ConsentDecision;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.visitor.VisitorSpace;
import java.time.Clock;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** Configures the device grant's endpoints and pages. */
@Component
class DeviceEndpoints implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private final DeviceAuthorizationAuthenticationProvider requests;
    private final DeviceTokenAuthenticationProvider tokens;
    private final DeviceOutcome outcome;
    private final String verificationUri;
    private final ConsentDecision decision;
    private final DeviceSignIn signIn;

    DeviceEndpoints(
            Grants authorizations,
            VisitorSpace space,
            OAuth2TokenGenerator<OAuth2Token> generator,
            ActingMembers members,
            RedisDevicePolls polls,
            DeviceOutcome outcome,
            ConsentDecision decision,
            DeviceSignIn signIn,
            AuthorizationServerSettings settings,
            Clock clock) {
        this.verificationUri = settings.getIssuer() + "/activate";
        this.requests = new DeviceAuthorizationAuthenticationProvider(authorizations, space);
        this.tokens = new DeviceTokenAuthenticationProvider(authorizations, generator, members, polls, clock);
        this.outcome = outcome;
        this.decision = decision;
        this.signIn = signIn;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.deviceAuthorizationEndpoint(endpoint -> endpoint.verificationUri(verificationUri)
                .authenticationProvider(requests)
                .deviceAuthorizationResponseHandler(new DeviceAuthorizationSuccessHandler(verificationUri))
                .errorResponseHandler(ProtocolErrors::write)
                // After one provider's refusal Spring would try the next, so its own is removed.
                .authenticationProviders(providers ->
                        providers.removeIf(OAuth2DeviceAuthorizationRequestAuthenticationProvider.class::isInstance)));
        server.deviceVerificationEndpoint(endpoint -> endpoint.consentPage("/oauth2/consent")
                .deviceVerificationRequestConverters(converters -> converters.add(0, DeviceOutcome::formsAlone))
                .deviceVerificationResponseHandler(outcome)
                .errorResponseHandler(outcome)
                .authenticationProviders(decision.andThen(signIn)));
        server.tokenEndpoint(endpoint -> endpoint.authenticationProvider(tokens));
    }
}
