package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.login.clerk.ClerkRegistrations;
import com.hubify.identity.server.page.ProtocolErrorPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Redirects straight to Clerk, without a page of our own in between. */
@Component
public class SignInEntryPoint implements AuthenticationEntryPoint {

    private final OAuth2AuthorizationRequestResolver requests;
    private final SignInAttempts attempts;
    private final SignIn signIn;
    private final ProtocolErrorPage page;

    SignInEntryPoint(
            OAuth2AuthorizationRequestResolver requests,
            SignInAttempts attempts,
            SignIn signIn,
            ProtocolErrorPage page) {
        this.requests = requests;
        this.attempts = attempts;
        this.signIn = signIn;
        this.page = page;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        InterruptedRequest interrupted = SignInAttempts.interrupted(request);
        if (interrupted.isTooLong()) {
            page.refuse(null, request, response);
            return;
        }
        if (request.getMethod().equals("POST")) {
            // A cross-site POST does not carry the session cookie; the GET it becomes does, and may need no sign-in.
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + interrupted.target());
            return;
        }
        try {
            OAuth2AuthorizationRequest asked = Objects.requireNonNull(requests.resolve(request, ClerkRegistrations.ID));
            attempts.saveAuthorizationRequest(asked, request, response);
            response.sendRedirect(asked.getAuthorizationRequestUri());
        } catch (ClerkUnavailable e) {
            signIn.onAuthenticationFailure(request, response, SignInAttempts.unavailable(e));
        }
    }
}
