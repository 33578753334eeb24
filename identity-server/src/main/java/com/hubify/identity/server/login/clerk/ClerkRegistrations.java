package com.hubify.identity.server.login.clerk;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.KeptDocument;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The client registration at Clerk, discovered at the first sign-in, so that the server starts while Clerk is unavailable, and
 * kept while it is.
 */
public final class ClerkRegistrations implements ClientRegistrationRepository {

    /** Registration id, as it is in paths: {@code /oauth2/authorization/clerk}. */
    public static final String ID = "clerk";

    /** A browser is sent to Clerk if it answered so short a time ago. */
    static final Duration JUST_NOW = Duration.ofSeconds(10);

    private static final ParameterizedTypeReference<Map<String, Object>> DISCOVERY =
            new ParameterizedTypeReference<>() {};

    private final KeptDocument<ClientRegistration> discovered;
    private final ClerkProperties properties;
    private final RestClient http;
    private final String issuer;

    /** @param issuer our own issuer, for the redirect URI: one built from the Host header would be untrusted */
    ClerkRegistrations(ClerkProperties properties, RestClient http, String issuer, Executor background, Ticker ticker) {
        this.issuer = issuer;
        this.properties = properties;
        this.http = http;
        this.discovered = new KeptDocument<>(this::discover, background, ticker);
    }

    /** @throws ClerkUnavailable if Clerk was never reached, or names another issuer */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? clerk() : null;
    }

    /**
     * The registrations for the start of a sign-in. While Clerk is away they throw {@link ClerkUnavailable}, so that people get
     * our page, with a way back, and not their browser's.
     */
    public ClientRegistrationRepository whileAnswering() {
        return id -> id.equals(ID) ? discovered.confirmed(JUST_NOW) : null;
    }

    ClientRegistration clerk() {
        return discovered.get();
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
