package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.client.ClientLinks;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.organization.acting.OrganizationChooser;
import com.hubify.identity.server.page.PagePolicy;
import com.hubify.identity.server.page.People;
import com.hubify.identity.server.page.ProtocolErrorPage;
import com.hubify.identity.server.session.BrowserSecrets;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The consent page. Its form is posted to the authorization endpoint, or to the device verification endpoint. */
@Controller
class ConsentController {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);
    private static final Pattern USER_CODE = Pattern.compile("[A-Za-z0-9]{4}-?[A-Za-z0-9]{4}");
    private static final int MAX_LENGTH = 256;
    private static final int STATE_BYTES = 32;

    private final OAuth2AuthorizationService authorizations;
    private final AnsweredQuestions answered;
    private final Consents consents;
    private final RegisteredClientRepository clients;
    private final ScopeDescriptions descriptions;
    private final People people;
    private final ProtocolErrorPage errorPage;
    private final OrganizationChooser organizations;
    private final BrowserSecrets browsers;
    private final SecureRandom random;

    ConsentController(
            OAuth2AuthorizationService authorizations,
            AnsweredQuestions answered,
            Consents consents,
            RegisteredClientRepository clients,
            ScopeDescriptions descriptions,
            People people,
            ProtocolErrorPage errorPage,
            OrganizationChooser organizations,
            BrowserSecrets browsers,
            SecureRandom random) {
        this.organizations = organizations;
        this.browsers = browsers;
        this.random = random;
        this.authorizations = authorizations;
        this.answered = answered;
        this.consents = consents;
        this.clients = clients;
        this.descriptions = descriptions;
        this.people = people;
        this.errorPage = errorPage;
    }

    /**
     * Also for people who are no longer signed in: if the page was shown in this browser, they are redirected to the
     * request, which asks for a new sign-in.
     */
    @GetMapping(QuestionAddress.PATH)
    @Nullable
    ModelAndView ask(
            @Nullable Principal signedIn, Locale locale, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String state = only(OAuth2ParameterNames.STATE, request);
        OAuth2Authorization pending = state == null ? null : authorizations.findByToken(state, STATE);
        String instead = state == null ? null : instead(state, pending, signedIn, request);
        if (instead != null) {
            response.sendRedirect(request.getContextPath() + instead);
            return null;
        }
        if (signedIn == null) {
            throw new InsufficientAuthenticationException("consent is asked of a person who is signed in");
        }
        // Unknown states and those of another person get the same response.
        if (state == null || pending == null || !new OpenQuestion(pending).isAskedOf(signedIn)) {
            errorPage.refuse(OAuth2ParameterNames.STATE, request, response);
            return null;
        }
        String clientId = only(OAuth2ParameterNames.CLIENT_ID, request);
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        if (client == null || !client.getId().equals(pending.getRegisteredClientId())) {
            errorPage.refuse(OAuth2ParameterNames.CLIENT_ID, request, response);
            return null;
        }
        ConsentQuestion question =
                new ConsentQuestion(pending, client, consents.allowed(signedIn.getName(), client.getId()));
        String userCode = userCode(request);
        if (question.isForDevice() && userCode == null) {
            errorPage.refuse(OAuth2ParameterNames.USER_CODE, request, response);
            return null;
        }

        String browser = BrowserSecrets.binding(state, browsers.current(request, response));
        String shownCode = question.isForDevice() ? userCode : null;
        String again = question.isForDevice() ? null : new OpenQuestion(pending).request();
        if (only(QuestionAddress.BROWSER, request) == null
                && !browsers.in(request).isEmpty()) {
            // For the back button when another person is signed in, and for a page that is reloaded after it expired.
            String address = QuestionAddress.of(client.getClientId(), state, shownCode, browser);
            response.sendRedirect(
                    request.getContextPath() + (again == null ? address : QuestionAddress.withRequest(address, again)));
            return null;
        }
        ClientLinks links = HubifyClientSettings.links(client);
        AccountId account = new AccountId(signedIn.getName());
        PagePolicy.protect(response, PagePolicy.withPicture(PagePolicy.FORMS_MAY_LEAD_AWAY, links.logo()));
        Map<Boolean, List<AskedScope>> scopes = question.scopes(descriptions, locale).stream()
                .collect(Collectors.partitioningBy(scope -> scope.description().isIdentity()));
        return new ModelAndView("consent")
                .addObject("client", client)
                .addObject("links", links)
                .addObject("person", people.behind(signedIn))
                .addObject("switchAccount", question.switchAccount(userCode))
                .addObject("returnAddress", question.returnAddress())
                .addObject("organizations", organizations.options(account, client.getId(), question.asked()))
                // A link must not make the page say what is not so.
                .addObject("lost", organizations.isForeign(account, only(QuestionAddress.LOST, request)))
                .addObject("identity", question.asksForIdentity())
                .addObject("identityScopes", scopes.get(true))
                .addObject("resourceScopes", scopes.get(false))
                .addObject("askedEachTime", question.isAskedEachTime())
                .addObject("state", state)
                .addObject("browser", browser)
                .addObject("again", again)
                .addObject("userCode", shownCode);
    }

    /** Redirect target in place of the page; null if there is none. */
    private @Nullable String instead(
            String state,
            @Nullable OAuth2Authorization pending,
            @Nullable Principal signedIn,
            HttpServletRequest request) {
        if (pending != null) {
            OpenQuestion question = new OpenQuestion(pending);
            return question.isAskedOf(signedIn) || !isTheirs(question, state, signedIn, request)
                    ? null
                    : again(question, signedIn, request);
        }
        if (answered.answered(state).isEmpty()) {
            return insteadOfForgotten(signedIn, request);
        }
        return signedIn == null
                ? null
                : OpenQuestion.askedAnew(authorizations, userCode(request), signedIn)
                        .or(() -> AnsweredQuestion.of(answered, state, signedIn.getName())
                                .map(AnsweredQuestion::next))
                        .orElse(null);
    }

    /** The state is unknown: most likely, the person took longer than ten minutes. */
    private @Nullable String insteadOfForgotten(@Nullable Principal signedIn, HttpServletRequest request) {
        Optional<String> device = signedIn == null
                ? Optional.empty()
                : OpenQuestion.askedAnew(authorizations, userCode(request), signedIn);
        return device.or(() -> QuestionAddress.again(request.getParameter(QuestionAddress.AGAIN)))
                .orElse(null);
    }

    /**
     * Attack: a leaked URL of another person's consent page. It is shown again only to the same person, or in the same
     * browser.
     */
    private boolean isTheirs(
            OpenQuestion question, String state, @Nullable Principal signedIn, HttpServletRequest request) {
        String browser = only(QuestionAddress.BROWSER, request);
        return question.isAskedOfAccount(signedIn) || browser != null && browsers.isBound(state, browser, request);
    }

    /** URL of the same consent for the current sign-in, or for the next; null if they must sign in first. */
    private @Nullable String again(OpenQuestion question, @Nullable Principal signedIn, HttpServletRequest request) {
        if (!question.isForDevice()) {
            return question.request();
        }
        String userCode = userCode(request);
        if (!(signedIn instanceof SignInAuthentication signIn) || userCode == null) {
            return null;
        }
        String clientId = Objects.requireNonNull(
                        clients.findById(question.grant().getRegisteredClientId()))
                .getClientId();
        OpenQuestion next = question.forSignIn(signIn, RandomText.ofBytes(STATE_BYTES, random));
        try {
            authorizations.save(next.grant());
        } catch (OAuth2AuthenticationException e) {
            return "/activate?user_code=" + userCode; // it was answered or asked again at the same moment
        }
        return QuestionAddress.of(clientId, next.state(), userCode, null);
    }

    private static @Nullable String userCode(HttpServletRequest request) {
        String code = only(OAuth2ParameterNames.USER_CODE, request);
        return code != null && USER_CODE.matcher(code).matches() ? code : null;
    }

    /** A parameter that is not repeated (RFC 6749, section 3.1). */
    private static @Nullable String only(String name, HttpServletRequest request) {
        String[] values = request.getParameterValues(name);
        return values != null && values.length == 1 && !values[0].isEmpty() && values[0].length() <= MAX_LENGTH
                ? values[0]
                : null;
    }
}
