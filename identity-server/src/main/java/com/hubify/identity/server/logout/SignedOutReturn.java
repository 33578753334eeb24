package com.hubify.identity.server.logout;

import com.hubify.identity.server.client.RedirectUris;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Where a person goes after confirming a sign-out. Without a hint, too, they return to the client, since they confirmed it,
 * if the post_logout_redirect_uri is registered: checked with the request, and again with the confirmation.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout, section 2</a>
 */
@Component
public final class SignedOutReturn implements LogoutSuccessHandler {

    static final String RETURN_TO = "post_logout_redirect_uri";

    /** Longest URL of a redirect, in characters: response headers are limited. */
    static final int LONGEST = 13_000;

    static final String PAGE = "/signed-out";

    private final RegisteredClientRepository clients;
    private final ClerkSignOut clerk;

    SignedOutReturn(RegisteredClientRepository clients, ClerkSignOut clerk) {
        this.clients = clients;
        this.clerk = clerk;
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        String page = request.getContextPath()
                + withParameters(PAGE, request, request.getParameter(OAuth2ParameterNames.CLIENT_ID));
        response.sendRedirect(clerk.signOut(request, response, authentication, page)
                .or(() -> address(request))
                .orElse(page));
    }

    /** URL of the client that the browser may return to, with its state. */
    Optional<String> address(HttpServletRequest request) {
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        return returnTo(request, request.getParameter(OAuth2ParameterNames.CLIENT_ID))
                .map(uri -> RedirectUris.with(
                        state == null || state.isEmpty() ? Map.of() : Map.of(OAuth2ParameterNames.STATE, state), uri));
    }

    /**
     * URL of the page that asks the person, with the return address if it is registered for the client.
     *
     * @param clientId the client, from the request or its hint
     */
    String question(HttpServletRequest request, @Nullable String clientId) {
        return request.getContextPath() + withParameters("/logout", request, clientId);
    }

    /** The page with the client's parameters, if they lead to a registered address. */
    private String withParameters(String page, HttpServletRequest request, @Nullable String clientId) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (clientId != null && returnTo(request, clientId).isPresent()) {
            parameters.put(OAuth2ParameterNames.CLIENT_ID, clientId);
            for (String name : new String[] {RETURN_TO, OAuth2ParameterNames.STATE}) {
                String value = request.getParameter(name);
                if (value != null) {
                    parameters.put(name, value);
                }
            }
        }
        String whole = RedirectUris.with(parameters, page);
        return whole.length() > LONGEST ? page : whole;
    }

    private Optional<String> returnTo(HttpServletRequest request, @Nullable String clientId) {
        String returnTo = request.getParameter(RETURN_TO);
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        return client == null || returnTo == null || !RedirectUris.areRegisteredForSignOut(client, returnTo)
                ? Optional.empty()
                : Optional.of(returnTo);
    }
}
