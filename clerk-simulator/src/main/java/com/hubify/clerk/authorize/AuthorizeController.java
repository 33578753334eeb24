package com.hubify.clerk.authorize;

import com.hubify.clerk.application.OAuthApplications;
import com.hubify.clerk.browser.BrowserSessions;
import com.hubify.clerk.browser.SeeOther;
import com.hubify.clerk.browser.SignInAddress;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import com.hubify.clerk.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;

/**
 * The authorization endpoint, and the address the sign-in page returns to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1">RFC 6749, section 3.1</a>
 */
@Controller
class AuthorizeController {

    private final OAuthApplications applications;
    private final RequestValidator validator;
    private final BrowserSessions sessions;
    private final Consents consents;
    private final CodeIssuer codes;
    private final AuthorizationAnswer answer;
    private final Issuer issuer;

    AuthorizeController(
            OAuthApplications applications,
            RequestValidator validator,
            BrowserSessions sessions,
            Consents consents,
            CodeIssuer codes,
            AuthorizationAnswer answer,
            Issuer issuer) {
        this.applications = applications;
        this.validator = validator;
        this.sessions = sessions;
        this.consents = consents;
        this.codes = codes;
        this.answer = answer;
        this.issuer = issuer;
    }

    @RequestMapping(
            path = "/oauth/authorize",
            method = {RequestMethod.GET, RequestMethod.POST})
    ModelAndView authorize(HttpServletRequest http) {
        return authorize(http, false);
    }

    @GetMapping(SignInAddress.RETURN_PATH)
    ModelAndView returnFromSignIn(HttpServletRequest http) {
        return authorize(http, true);
    }

    private ModelAndView authorize(HttpServletRequest http, boolean returning) {
        RequestParameters parameters = RequestParameters.of(http).withoutConsent();
        AnswerAddress address = AnswerAddress.of(parameters, applications);
        try {
            return proceed(validator.validate(parameters, address), http, returning);
        } catch (OAuthProblem problem) {
            return answer.error(problem, address);
        }
    }

    private ModelAndView proceed(AuthorizationRequest request, HttpServletRequest http, boolean returning) {
        Optional<Session> session = session(request, http, returning);
        if (session.isEmpty()) {
            if (request.prompts("none")) {
                throw new OAuthProblem(OAuthError.LOGIN_REQUIRED);
            }
            return SeeOther.to(
                    SignInAddress.forAuthorization(request.parameters().query(), issuer));
        }
        if (!returning && !request.prompts("none") && sessions.all(http).size() > 1) {
            return SeeOther.to(SignInAddress.chooser(request.parameters().query(), issuer));
        }
        if (consents.isNeeded(request, session.get().userId())) {
            if (request.prompts("none")) {
                throw new OAuthProblem(OAuthError.CONSENT_REQUIRED);
            }
            return SeeOther.to(
                    ConsentController.PAGE + "?" + request.parameters().query());
        }
        return codes.issue(request, session.get());
    }

    /** The browser's session. With prompt=login only one that was begun for this very request will do; another is ended. */
    private Optional<Session> session(AuthorizationRequest request, HttpServletRequest http, boolean returning) {
        Optional<Session> session = sessions.current(http);
        if (!request.prompts("login")) {
            return session;
        }
        Optional<Session> fresh = session.filter(
                one -> returning && sessions.takeAnswer(request.parameters().query(), http));
        if (fresh.isEmpty()) {
            sessions.endAll(http);
        }
        return fresh;
    }
}
