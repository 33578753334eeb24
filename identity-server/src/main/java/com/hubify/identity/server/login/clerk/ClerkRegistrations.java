package com.hubify.identity.server.login.clerk;

import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The client registration at Clerk, discovered at the first sign-in, so that the server starts while Clerk is unavailable. A
 * failure is not cached.
 */
public final class ClerkRegistrations implements ClientRegistrationRepository {

    /** Registration id, as it is in paths: {@code /oauth2/authorization/clerk}. */
    public static final String ID = "clerk";

    private static final ParameterizedTypeReference<Map<String, Object>> DISCOVERY =
            new ParameterizedTypeReference<>() {};

    private final AtomicReference<@Nullable ClientRegistration> discovered = new AtomicReference<>();
    private final ClerkProperties properties;
    private final RestClient http;
    private final String issuer;

    /** @param issuer our own issuer, for the redirect URI: one built from the Host header would be untrusted */
    ClerkRegistrations(ClerkProperties properties, RestClient http, String issuer) {
        this.issuer = issuer;
        this.properties = properties;
        this.http = http;
    }

    /** @throws ClerkUnavailable if Clerk can't be reached, or names another issuer */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        ClientRegistration known = discovered.get();
        if (known != null) {
            return known;
        }
        ClientRegistration registration = discover();
        discovered.set(registration);
        return registration;
    }

    private ClientRegistration discover() {
        try {
            Map<String, Object> document = http.get()
                    .uri(properties.issuer() + "/.well-known/openid-configuration")
                    .retrieve()
                    .body(DISCOVERY);
            if (document == null || !properties.issuer().equals(document.get("issuer"))) {
                throw new ClerkUnavailable(
                        "Clerk's discovery document names another issuer than hubify.identity.login.issuer, which is "
                                + properties.issuer(),
                        null);
            }
            return registration(document);
        } catch (RestClientException | IllegalArgumentException e) {
            throw new ClerkUnavailable("Clerk's discovery document can't be read at " + properties.issuer(), e);
        }
    }

    private ClientRegistration registration(Map<String, Object> document) {
        return ClientRegistrations.fromOidcConfiguration(document)
                .registrationId(ID)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .redirectUri(issuer + "/login/oauth2/code/" + ID)
                .scope(properties.scopes())
                .userNameAttributeName("sub")
                .build();
    }
}
