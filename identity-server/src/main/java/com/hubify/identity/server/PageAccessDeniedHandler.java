package com.hubify.identity.server;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Answers 404 or 405 to requests that no page accepts. The CSRF filter runs before the handler is looked up: without this,
 * a POST to an unknown path would be told that its page was open too long.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, sections 15.5.5 and 15.5.6</a>
 */
final class PageAccessDeniedHandler implements AccessDeniedHandler {

    /** Pages that need no sign-in. */
    static final String[] OPEN = {
        "/",
        "/login",
        "/login/resume/*/*",
        "/logout",
        "/signed-out",
        // Checks the sign-in itself, and redirects if it has ended since the consent page was opened.
        "/oauth2/consent",
        "/error",
        "/assets/**",
        "/favicon.ico",
        "/actuator/health",
        "/actuator/health/*"
    };

    /** Pages for people who are signed in. */
    static final String[] SIGNED_IN = {
        "/activate",
        "/activated",
        "/account",
        "/account/keys",
        "/account/keys/new",
        "/account/keys/revoke-all",
        "/account/keys/{id:[0-9A-Za-z]{8}}",
        "/account/keys/{id:[0-9A-Za-z]{8}}/rotate",
        "/account/keys/{id:[0-9A-Za-z]{8}}/revoke",
        "/account/keys/{id:[0-9A-Za-z]{8}}/use",
        "/account/applications",
        "/account/applications/disconnect",
        "/account/sessions",
        "/account/sessions/others",
        "/account/activity",
        "/account/organizations",
        "/admin",
        "/admin/people",
        "/admin/people/end",
        "/admin/people/revoke",
        "/admin/people/disconnect",
        "/admin/signing-keys",
        "/admin/signing-keys/rotate",
        "/admin/signing-keys/compromise",
        "/admin/revocations",
        "/admin/revocations/new",
        "/admin/clients",
        "/admin/clients/new",
        "/admin/clients/client",
        "/admin/clients/change",
        "/admin/clients/rotate-secret",
        "/admin/clients/disable",
        "/admin/clients/enable",
        "/admin/clients/delete",
        "/admin/limits",
        "/admin/audit"
    };

    /** Redirects to Clerk and the callback from it. */
    private static final String[] TO_CLERK = {"/oauth2/authorization/*", "/login/oauth2/code/*"};

    private static final String SIGN_OUT = "/logout";

    /** Where pages post their forms. Those for consent are the protocol's. */
    private static final RequestMatcher FORMS = anyOf(Stream.of(
            SIGN_OUT,
            "/account/keys",
            "/account/keys/revoke-all",
            "/account/keys/{id:[0-9A-Za-z]{8}}",
            "/account/keys/{id:[0-9A-Za-z]{8}}/rotate",
            "/account/keys/{id:[0-9A-Za-z]{8}}/revoke",
            "/account/applications/disconnect",
            "/account/sessions",
            "/account/sessions/others",
            "/account/organizations",
            "/admin/people/end",
            "/admin/people/revoke",
            "/admin/people/disconnect",
            "/admin/signing-keys/rotate",
            "/admin/signing-keys/compromise",
            "/admin/revocations/new",
            "/admin/clients/new",
            "/admin/clients/change",
            "/admin/clients/rotate-secret",
            "/admin/clients/disable",
            "/admin/clients/enable",
            "/admin/clients/delete"));

    private static final String READ = "GET, HEAD";

    private static final RequestMatcher PAGES =
            anyOf(Stream.of(OPEN, SIGNED_IN, TO_CLERK).flatMap(Arrays::stream));

    static boolean isPage(HttpServletRequest request) {
        return PAGES.matches(request);
    }

    /** The methods a page supports, in the form of the header {@code Allow}. */
    static String allow(HttpServletRequest request) {
        return FORMS.matches(request) ? READ + ", POST" : READ;
    }

    private static RequestMatcher anyOf(Stream<String> paths) {
        return new OrRequestMatcher(paths.<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        if (!(exception instanceof CsrfException) || !PAGES.matches(request)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else if (!FORMS.matches(request) || !request.getMethod().equals("POST")) {
            response.setHeader(HttpHeaders.ALLOW, allow(request));
            response.sendError(HttpStatus.METHOD_NOT_ALLOWED.value());
        } else if (SecurityContextHolder.getContext().getAuthentication() instanceof SignInAuthentication) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else if (!request.getServletPath().equals(SIGN_OUT)) {
            // The sign-in has ended while the form was filled in. It is shown again after the next one.
            response.sendRedirect(
                    request.getContextPath() + InterruptedRequest.of(request).target());
        } else {
            // After a second click there is no session left, and so no CSRF token to compare with: the person is told
            // that they are signed out. A forged form achieves nothing more.
            response.sendRedirect("/signed-out");
        }
    }
}
