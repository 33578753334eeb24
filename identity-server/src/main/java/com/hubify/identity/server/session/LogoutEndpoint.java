package com.hubify.identity.server.session;

import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.page.ProtocolErrorPage;
import com.hubify.identity.server.signing.OwnTokens;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** The end-session endpoint, with our check of the hint and our way of signing out. */
@Component
class LogoutEndpoint implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private static final String AWAY = LogoutEndpoint.class.getName() + ".away";

    private final RpInitiatedLogout provider;
    private final SignOut signOut;
    private final ProtocolErrorPage page;
    private final SignedOutReturn returns;

    LogoutEndpoint(
            OwnTokens ownTokens,
            RegisteredClientRepository clients,
            AuthorizationServerSettings settings,
            SignOut signOut,
            ProtocolErrorPage page,
            SignedOutReturn returns) {
        this.provider = new RpInitiatedLogout(ownTokens, clients, settings);
        this.signOut = signOut;
        this.page = page;
        this.returns = returns;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        AuthenticationSuccessHandler success = (request, response, authentication) -> {
            end(request, response, authentication);
            response.sendRedirect(next((OidcLogoutAuthenticationToken) authentication, request));
        };
        server.oidc(oidc -> oidc.logoutEndpoint(endpoint -> endpoint.authenticationProvider(provider)
                // A provider's no is only its own: Spring would go on to ask this one.
                .authenticationProviders(
                        providers -> providers.removeIf(OidcLogoutAuthenticationProvider.class::isInstance))
                .logoutResponseHandler(success)
                .errorResponseHandler(this::refuse)));
    }

    private static String next(OidcLogoutAuthenticationToken asked, HttpServletRequest request) {
        String returnTo = asked.getPostLogoutRedirectUri();
        String state = asked.getState();
        if (returnTo == null) {
            return request.getContextPath() + "/signed-out";
        }
        return RedirectUris.with(state == null ? Map.of() : Map.of(OAuth2ParameterNames.STATE, state), returnTo);
    }

    private void end(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication signedIn) {
        try {
            signOut.logout(request, response, signedIn);
        } catch (DataAccessException away) {
            // The filter calls every exception the client's fault; this one is ours.
            request.setAttribute(AWAY, away);
            throw away;
        }
    }

    /** Without a hint nobody knows who asks, so the person is asked (RP-Initiated Logout, section 2). */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (request.getAttribute(AWAY) instanceof DataAccessException away) {
            throw away;
        }
        if (request.getParameter("id_token_hint") == null) {
            response.sendRedirect(returns.question(request));
        } else {
            page.onAuthenticationFailure(request, response, exception);
        }
    }
}
