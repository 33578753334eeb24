package com.hubify.identity.server.device;

import com.hubify.identity.server.consent.AnswerNotTaken;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.session.FormTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
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

/** Redirects from the device verification endpoint to the page with the result. */
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
        if (exception instanceof AnswerNotTaken instead) {
            redirects.sendRedirect(request, response, instead.next());
            return;
        }
        String next = exception instanceof NotOurForm
                ? "?user_code=" + UriUtils.encode(code(request), StandardCharsets.UTF_8)
                : "?error=" + problem(exception).code();
        redirects.sendRedirect(request, response, "/activate" + next);
    }

    /**
     * Accepts only the form of our own page. Attack: a link, or a form on a sibling host, with which browsers send the
     * session cookie, skips the page with the warning, which is the only protection against connecting an attacker's device.
     * The CSRF token proves that the page was shown; the consent form is recognized by its {@code state}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.4">RFC 8628, section 5.4</a>
     */
    static @Nullable Authentication formsAlone(HttpServletRequest request) {
        if (!isOurForm(request)) {
            throw new NotOurForm();
        }
        return null;
    }

    private static boolean isOurForm(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && (request.getParameter(OAuth2ParameterNames.STATE) != null || FormTokens.isSentBack(request));
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

    private static final class NotOurForm extends OAuth2AuthenticationException {

        @Serial
        private static final long serialVersionUID = 1;

        NotOurForm() {
            super(ProtocolErrors.wrong(OAuth2ParameterNames.USER_CODE));
        }
    }
}
