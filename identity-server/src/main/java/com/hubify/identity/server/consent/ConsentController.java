package com.hubify.identity.server.consent;

import com.hubify.identity.server.page.PagePolicy;
import com.hubify.identity.server.page.People;
import com.hubify.identity.server.page.ProtocolErrorPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks the person whether a client may do what it asks for. The answer goes to the endpoint that asked: the authorization
 * endpoint, or the device verification endpoint.
 */
@Controller
class ConsentController {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);
    private static final Pattern USER_CODE = Pattern.compile("[A-Za-z0-9]{4}-?[A-Za-z0-9]{4}");
    private static final int MAX_LENGTH = 256;

    private final OAuth2AuthorizationService authorizations;
    private final AnsweredQuestions answered;
    private final OAuth2AuthorizationConsentService consents;
    private final RegisteredClientRepository clients;
    private final ScopeDescriptions descriptions;
    private final People people;
    private final ProtocolErrorPage errorPage;

    ConsentController(
            OAuth2AuthorizationService authorizations,
            AnsweredQuestions answered,
            OAuth2AuthorizationConsentService consents,
            RegisteredClientRepository clients,
            ScopeDescriptions descriptions,
            People people,
            ProtocolErrorPage errorPage) {
        this.authorizations = authorizations;
        this.answered = answered;
        this.consents = consents;
        this.clients = clients;
        this.descriptions = descriptions;
        this.people = people;
        this.errorPage = errorPage;
    }

    @GetMapping("/oauth2/consent")
    @Nullable
    ModelAndView ask(Principal signedIn, Locale locale, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String state = only(OAuth2ParameterNames.STATE, request);
        OAuth2Authorization pending = pending(state, signedIn);
        if (state != null && pending == null) {
            AnsweredQuestion before = AnsweredQuestion.of(answered, state, signedIn.getName())
                    .filter(AnsweredQuestion::isAllowed)
                    .orElse(null);
            if (before != null) {
                response.sendRedirect(before.next());
                return null;
            }
        }
        // Unknown, declined and somebody else's look the same.
        if (state == null || pending == null) {
            errorPage.refuse(OAuth2ParameterNames.STATE, request, response);
            return null;
        }
        String clientId = only(OAuth2ParameterNames.CLIENT_ID, request);
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        if (client == null || !client.getId().equals(pending.getRegisteredClientId())) {
            errorPage.refuse(OAuth2ParameterNames.CLIENT_ID, request, response);
            return null;
        }
        ConsentQuestion question = new ConsentQuestion(pending, client, allowedBefore(client, signedIn));
        String userCode = only(OAuth2ParameterNames.USER_CODE, request);
        if (question.isForDevice()
                && (userCode == null || !USER_CODE.matcher(userCode).matches())) {
            errorPage.refuse(OAuth2ParameterNames.USER_CODE, request, response);
            return null;
        }

        PagePolicy.protect(response, PagePolicy.FORMS_MAY_LEAD_AWAY);
        return new ModelAndView("consent")
                .addObject("client", client)
                .addObject("person", people.behind(signedIn))
                .addObject("switchAccount", question.switchAccount(userCode))
                .addObject("returnAddress", question.returnAddress())
                .addObject("identity", question.asksForIdentity())
                .addObject("undecided", descriptions.describe(question.undecided(), locale))
                .addObject("decidedBefore", descriptions.describe(question.decidedBefore(), locale))
                .addObject("askedEachTime", question.isAskedEachTime())
                .addObject("state", state)
                .addObject("userCode", question.isForDevice() ? userCode : null);
    }

    private @Nullable OAuth2Authorization pending(@Nullable String state, Principal signedIn) {
        OAuth2Authorization pending = state == null ? null : authorizations.findByToken(state, STATE);
        return pending != null && pending.getPrincipalName().equals(signedIn.getName()) ? pending : null;
    }

    private Set<String> allowedBefore(RegisteredClient client, Principal signedIn) {
        return Optional.ofNullable(consents.findById(client.getId(), signedIn.getName()))
                .map(OAuth2AuthorizationConsent::getScopes)
                .orElse(Set.of());
    }

    /** A parameter that occurs once, as RFC 6749 (section 3.1) wants it. */
    private static @Nullable String only(String name, HttpServletRequest request) {
        String[] values = request.getParameterValues(name);
        return values != null && values.length == 1 && !values[0].isEmpty() && values[0].length() <= MAX_LENGTH
                ? values[0]
                : null;
    }
}
