package com.hubify.identity.server.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Leads from the device verification endpoint to the page that says how it went. */
@Component
public class DeviceOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        redirects.sendRedirect(request, response, "/activated");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        redirects.sendRedirect(
                request, response, "/activate?error=" + problem(exception).code());
    }

    private static DeviceProblem problem(AuthenticationException exception) {
        if (!(exception instanceof OAuth2AuthenticationException oauth)) {
            return DeviceProblem.EXPIRED;
        }
        OAuth2Error error = oauth.getError();
        if (error.getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED)) {
            return DeviceProblem.DECLINED;
        }
        boolean code = error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)
                || names(error, OAuth2ParameterNames.USER_CODE);
        return code ? DeviceProblem.INVALID : DeviceProblem.EXPIRED;
    }

    private static boolean names(OAuth2Error error, String parameter) {
        return error.getDescription() != null && error.getDescription().endsWith(": " + parameter);
    }
}
