package com.hubify.identity.server.logout;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.page.ProtocolErrorPage;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.signing.OwnTokens;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/** Configures the end-session endpoint: validation of the id_token_hint, and signing out. */
@Component
class LogoutEndpoint implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private final AuthenticationConverter converter = new OidcLogoutAuthenticationConverter();
    private final RpInitiatedLogoutAuthenticationProvider provider;
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
        this.provider = new RpInitiatedLogoutAuthenticationProvider(ownTokens, clients, settings);
        this.signOut = signOut;
        this.page = page;
        this.returns = returns;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.oidc(oidc -> oidc.logoutEndpoint(endpoint -> endpoint.authenticationProvider(provider)
                .logoutRequestConverters(converters -> {
                    converters.clear();
                    converters.add(request -> guarded(() -> converter.convert(request)));
                })
                // After one provider's refusal Spring would try the next, so its own is removed.
                .authenticationProviders(
                        providers -> providers.removeIf(OidcLogoutAuthenticationProvider.class::isInstance))
                .logoutResponseHandler(this::signOut)
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

    private void signOut(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OidcLogoutAuthenticationToken asked = (OidcLogoutAuthenticationToken) authentication;
        if (request.getMethod().equals("POST") && !(asked.getPrincipal() instanceof SignInAuthentication)) {
            // A cross-site POST does not carry the session cookie; the GET it becomes does.
            askAgain(asked, request, response);
            return;
        }
        OidcIdToken hint = Objects.requireNonNull(asked.getIdToken());
        String client = Objects.requireNonNull(
                RpInitiatedLogoutAuthenticationProvider.clientId(asked.getClientId(), hint.getAudience()));
        // Attack: a page that the person once signed in to signs them out of their current session.
        boolean isOfAnother = asked.getPrincipal() instanceof SignInAuthentication signIn && !isOf(signIn, hint);
        // Attack: whoever holds ID tokens of others ends their sign-ins from a browser of their own.
        if (isOfAnother && !((Authentication) asked.getPrincipal()).getName().equals(hint.getSubject())) {
            response.sendRedirect(returns.question(request, client));
            return;
        }
        boolean isDone = guarded(() -> {
            boolean hasEnded = signOut.endHinted(hint, client);
            if (hasEnded && !isOfAnother) {
                signOut.drop(request, response, (Authentication) asked.getPrincipal());
            }
            return hasEnded && !isOfAnother;
        });
        response.sendRedirect(isDone ? next(asked, request) : returns.question(request, client));
    }

    private static boolean isOf(SignInAuthentication signIn, OidcIdToken hint) {
        return signIn.sessionId().equals(hint.getClaimAsString(TokenClaims.SESSION_ID));
    }

    private void askAgain(OidcLogoutAuthenticationToken asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("id_token_hint", Objects.requireNonNull(asked.getIdTokenHint()));
        put(parameters, OAuth2ParameterNames.CLIENT_ID, asked.getClientId());
        put(parameters, SignedOutReturn.RETURN_TO, asked.getPostLogoutRedirectUri());
        put(parameters, OAuth2ParameterNames.STATE, asked.getState());
        String again = RedirectUris.with(parameters, request.getContextPath() + request.getServletPath());
        if (again.length() > SignedOutReturn.LONGEST) {
            page.refuse(null, request, response);
            return;
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, again);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /**
     * Spring's filter turns every exception into invalid_request. A failure of the server is wrapped here and thrown again
     * in {@link #refuse}.
     */
    static <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (OAuth2AuthenticationException refusal) {
            throw refusal;
        } catch (RuntimeException ours) {
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR), ours);
        }
    }

    /** Without a valid hint the client is not known, so the person is asked (RP-Initiated Logout, section 2). */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (exception.getCause() instanceof RuntimeException ours) {
            throw ours;
        }
        if (request.getParameter("id_token_hint") == null
                || exception instanceof RpInitiatedLogoutAuthenticationProvider.UnreadableHint) {
            response.sendRedirect(returns.question(request, request.getParameter(OAuth2ParameterNames.CLIENT_ID)));
        } else {
            page.onAuthenticationFailure(request, response, exception);
        }
    }
}
