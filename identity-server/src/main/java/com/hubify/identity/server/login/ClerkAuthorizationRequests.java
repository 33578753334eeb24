package com.hubify.identity.server.login;

import com.hubify.identity.server.login.clerk.ClerkRegistrations;
import com.hubify.identity.server.session.BrowserSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Authorization requests to Clerk. With a session there, a person would come back without being asked, so
 * {@code prompt=login} is sent if they must authenticate afresh. The {@code state} holds the interrupted request, for a
 * person who takes long: {@link SealedRequests}.
 */
@Component
class ClerkAuthorizationRequests implements OAuth2AuthorizationRequestResolver {

    private static final String BASE = "/oauth2/authorization";

    private final OAuth2AuthorizationRequestResolver spring;
    private final SealedRequests sealed;
    private final BrowserSecrets browsers;

    ClerkAuthorizationRequests(ClerkRegistrations registrations, SealedRequests sealed, BrowserSecrets browsers) {
        this.sealed = sealed;
        this.browsers = browsers;
        this.spring = new DefaultOAuth2AuthorizationRequestResolver(registrations.whileAnswering(), BASE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        // Another provider's path is 404; Spring would report a failed provider.
        return request.getServletPath().equals(BASE + "/" + ClerkRegistrations.ID)
                ? resolve(request, ClerkRegistrations.ID)
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        if (SignInAttempts.leadsNowhere(request)) {
            throw new UnusableTarget();
        }
        OAuth2AuthorizationRequest asked = spring.resolve(request, registrationId);
        return asked == null ? null : completed(asked, request);
    }

    private OAuth2AuthorizationRequest completed(OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        OAuth2AuthorizationRequest.Builder completed = OAuth2AuthorizationRequest.from(asked)
                .state(sealed.seal(
                        Objects.requireNonNull(asked.getState()),
                        SignInAttempts.interrupted(request),
                        browsers.upcoming(request)));
        if (SignInAttempts.mustBeFresh(request)) {
            completed.additionalParameters(parameters -> parameters.put("prompt", "login"));
        }
        return completed.build();
    }
}
