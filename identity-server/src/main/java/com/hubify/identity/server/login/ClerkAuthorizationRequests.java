package com.hubify.identity.server.login;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Requests to Clerk. With a live session there a person would come back without a question, so a new proof is asked for in words.
 */
@Component
class ClerkAuthorizationRequests implements OAuth2AuthorizationRequestResolver {

    private static final String BASE = "/oauth2/authorization";

    private final OAuth2AuthorizationRequestResolver spring;

    ClerkAuthorizationRequests(ClerkRegistrations registrations) {
        this.spring = new DefaultOAuth2AuthorizationRequestResolver(registrations, BASE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        // Another provider's address is not there. Spring would say that the provider failed.
        return request.getServletPath().equals(BASE + "/" + ClerkRegistrations.ID)
                ? resolve(request, ClerkRegistrations.ID)
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        if (SignInAttempts.leadsNowhere(request)) {
            throw new UnusableTarget();
        }
        return completed(spring.resolve(request, registrationId), request);
    }

    private static @Nullable OAuth2AuthorizationRequest completed(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        if (asked == null || !SignInAttempts.mustBeFresh(request)) {
            return asked;
        }
        return OAuth2AuthorizationRequest.from(asked)
                .additionalParameters(parameters -> parameters.put("prompt", "login"))
                .build();
    }
}
