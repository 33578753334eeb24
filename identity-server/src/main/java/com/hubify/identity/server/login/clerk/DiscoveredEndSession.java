package com.hubify.identity.server.login.clerk;

import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.logout.ClerkEndSession;
import com.hubify.identity.settings.WebAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;

/** The end_session_endpoint of Clerk's discovery document. We have no ID token of Clerk to send as a hint. */
@Component
class DiscoveredEndSession implements ClerkEndSession {

    private static final String ENDPOINT = "end_session_endpoint";

    private final ClerkRegistrations registrations;

    DiscoveredEndSession(ClerkRegistrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public Optional<String> address(String returnTo) {
        try {
            ClientRegistration clerk = registrations.clerk();
            return clerk.getProviderDetails().getConfigurationMetadata().get(ENDPOINT) instanceof String endpoint
                            && WebAddress.isOne(endpoint)
                    ? Optional.of(RedirectUris.with(parameters(clerk, returnTo), endpoint))
                    : Optional.empty();
        } catch (ClerkUnavailable e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(ClientRegistration clerk, String returnTo) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(OAuth2ParameterNames.CLIENT_ID, clerk.getClientId());
        parameters.put("post_logout_redirect_uri", returnTo);
        return parameters;
    }
}
