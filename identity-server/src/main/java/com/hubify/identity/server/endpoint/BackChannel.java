package com.hubify.identity.server.endpoint;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcLogoutEndpointFilter;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcProviderConfigurationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcUserInfoEndpointFilter;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.NimbusJwkSetEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationServerMetadataEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2DeviceVerificationEndpointFilter;
import org.springframework.security.oauth2.server.resource.web.OAuth2ProtectedResourceMetadataFilter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filters of the protocol for what clients post: tokens, introspection, revocation and device authorization. These are
 * asked for all day, and a third of their time went into filters of other endpoints.
 */
public final class BackChannel implements RequestMatcher {

    /**
     * Filters that only serve other paths, a browser's session, or an access token, and change nothing here. A filter that
     * is not named stays: a check that is added later must not be lost.
     */
    private static final Set<Class<? extends Filter>> OF_OTHERS = Set.of(
            BearerTokenAuthenticationFilter.class,
            // No cookie authenticates here, so no request can be forged.
            CsrfFilter.class,
            DisableEncodeUrlFilter.class,
            LogoutFilter.class,
            NimbusJwkSetEndpointFilter.class,
            OAuth2AuthorizationEndpointFilter.class,
            OAuth2AuthorizationServerMetadataEndpointFilter.class,
            OAuth2DeviceVerificationEndpointFilter.class,
            OAuth2ProtectedResourceMetadataFilter.class,
            OidcLogoutEndpointFilter.class,
            OidcProviderConfigurationEndpointFilter.class,
            OidcUserInfoEndpointFilter.class,
            SecurityContextHolderAwareRequestFilter.class,
            WebAsyncManagerIntegrationFilter.class);

    private final Set<String> paths;

    public BackChannel(AuthorizationServerSettings settings) {
        this.paths = Set.of(
                settings.getTokenEndpoint(),
                settings.getTokenIntrospectionEndpoint(),
                settings.getTokenRevocationEndpoint(),
                settings.getDeviceAuthorizationEndpoint());
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return paths.contains(request.getServletPath()) && request.getMethod().equals(HttpMethod.POST.name());
    }

    /**
     * @param protocol the filters of all endpoints
     * @param browsers filters of ours that are about a signed-in browser
     */
    public SecurityFilterChain of(SecurityFilterChain protocol, Set<? extends Filter> browsers) {
        List<Filter> needed = protocol.getFilters().stream()
                .filter(filter -> !OF_OTHERS.contains(filter.getClass()) && !isPartOfOthers(filter))
                .filter(filter -> !browsers.contains(filter))
                .toList();
        return new DefaultSecurityFilterChain(this, needed);
    }

    /** Spring's authorization endpoint has a second filter, which is private. */
    private static boolean isPartOfOthers(Filter filter) {
        Class<?> enclosing = filter.getClass().getEnclosingClass();
        return enclosing != null && OF_OTHERS.contains(enclosing);
    }
}
