package com.hubify.clerk.authorize;

import com.hubify.clerk.application.OAuthApplications;
import com.hubify.clerk.browser.BrowserSessions;
import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Clerk's own consent: the page and the answer. */
@Controller
class ConsentController {

    static final String PAGE = "/oauth-consent";

    private static final String ENDPOINT = "/v1/me/oauth/consent/{client_id}";

    private final OAuthApplications applications;
    private final RequestValidator validator;
    private final BrowserSessions sessions;
    private final Directory directory;
    private final Consents consents;
    private final CodeIssuer codes;
    private final AuthorizationAnswer answer;

    ConsentController(
            OAuthApplications applications,
            RequestValidator validator,
            BrowserSessions sessions,
            Directory directory,
            Consents consents,
            CodeIssuer codes,
            AuthorizationAnswer answer) {
        this.applications = applications;
        this.validator = validator;
        this.sessions = sessions;
        this.directory = directory;
        this.consents = consents;
        this.codes = codes;
        this.answer = answer;
    }

    @GetMapping(PAGE)
    ModelAndView page(HttpServletRequest http) {
        User user = directory.user(session(http).userId()).orElseThrow(ClerkProblem::signedOut);
        RequestParameters parameters = RequestParameters.of(http).withoutConsent();
        AnswerAddress address = AnswerAddress.of(parameters, applications);
        try {
            AuthorizationRequest request = validator.validate(parameters, address);
            return page(request, user);
        } catch (OAuthProblem problem) {
            return answer.error(problem, address);
        }
    }

    @PostMapping(ENDPOINT)
    ModelAndView decide(@PathVariable("client_id") String clientId, HttpServletRequest http) {
        Session session = session(http);
        RequestParameters parameters = RequestParameters.of(http);
        AnswerAddress address = AnswerAddress.of(parameters, applications);
        try {
            boolean sameClient = address.application().clientId().equals(clientId);
            AuthorizationRequest request = validator.validate(parameters, address);
            if (!sameClient
                    || parameters.get("consented").filter("true"::equals).isEmpty()) {
                throw new OAuthProblem(OAuthError.ACCESS_DENIED);
            }
            consents.remember(request, session.userId());
            return codes.issue(request, session);
        } catch (OAuthProblem problem) {
            return answer.error(problem, address);
        }
    }

    private ModelAndView page(AuthorizationRequest request, User user) {
        boolean picksOrganization = request.scopes().contains("user:org:read");
        List<Organization> organizations = picksOrganization
                ? directory.memberships(user).stream()
                        .map(directory::organization)
                        .toList()
                : List.of();
        return new ModelAndView(
                "consent",
                Map.of(
                        "applicationName", request.application().name(),
                        "domain", ScopeDescriptions.domain(request.address().redirectUri()),
                        "email", user.label(),
                        "action",
                                ENDPOINT.replace(
                                        "{client_id}", request.application().clientId()),
                        "fields", request.parameters().values(),
                        "scopes", ScopeDescriptions.of(request.scopes()),
                        "organizations", organizations));
    }

    private Session session(HttpServletRequest http) {
        return sessions.current(http).orElseThrow(ClerkProblem::signedOut);
    }
}
