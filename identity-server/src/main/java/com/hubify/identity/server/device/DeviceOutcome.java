package com.hubify.identity.server.device;

import com.hubify.identity.server.consent.AnsweredBefore;
import com.hubify.identity.server.error.ProtocolErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.util.UriUtils;

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
        if (exception instanceof AnsweredBefore before) {
            redirects.sendRedirect(request, response, before.next());
            return;
        }
        String next = isLink(request)
                ? "?user_code=" + UriUtils.encode(code(request), StandardCharsets.UTF_8)
                : "?error=" + problem(exception).code();
        redirects.sendRedirect(request, response, "/activate" + next);
    }

    /**
     * Refuses what is not the form of our own page. A link from elsewhere has the person on their way to the question before they
     * read the warning, which is all that stands between them and somebody else's device.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.4">RFC 8628, section 5.4</a>
     */
    static @Nullable Authentication formsAlone(HttpServletRequest request) {
        if (isLink(request)) {
            throw new OAuth2AuthenticationException(ProtocolErrors.wrong(OAuth2ParameterNames.USER_CODE));
        }
        return null;
    }

    private static boolean isLink(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    private static String code(HttpServletRequest request) {
        String code = request.getParameter(OAuth2ParameterNames.USER_CODE);
        return code == null || code.length() > DeviceController.MAX_TYPED_LENGTH ? "" : code;
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
