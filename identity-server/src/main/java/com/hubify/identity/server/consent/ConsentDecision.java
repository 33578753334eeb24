package com.hubify.identity.server.consent;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.endpoint.FrontChannelRequest;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.error.Refusal;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Makes <i>Decline</i> deny the request. Spring's providers take missing scopes for a denial and add those allowed earlier,
 * so that a person who has consented once could never decline again. Here the button decides: the request ends with
 * {@code access_denied}, and earlier consent is kept.
 *
 * <p>Applied to the providers of the authorization endpoint and of the device verification endpoint.
 */
@Component
public class ConsentDecision implements Consumer<List<AuthenticationProvider>> {

    public static final String ALLOW = "allow";

    /** The form's choice for whom the client acts; left out by people without organizations. */
    static final String ORGANIZATION = "organization";

    private static final OAuth2Error DENIED = new OAuth2Error(
            OAuth2ErrorCodes.ACCESS_DENIED,
            "The end-user denied the request.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1");

    private final OAuth2AuthorizationService authorizations;
    private final AnsweredQuestions answered;
    private final RegisteredClientRepository clients;
    private final ConsentWithdrawal withdrawal;
    private final OrganizationChoice organizations;
    private final ApplicationEventPublisher events;

    ConsentDecision(
            OAuth2AuthorizationService authorizations,
            AnsweredQuestions answered,
            RegisteredClientRepository clients,
            ConsentWithdrawal withdrawal,
            OrganizationChoice organizations,
            ApplicationEventPublisher events) {
        this.organizations = organizations;
        this.events = events;
        this.withdrawal = withdrawal;
        this.authorizations = authorizations;
        this.answered = answered;
        this.clients = clients;
    }

    @Override
    public void accept(List<AuthenticationProvider> providers) {
        configure(providers);
        providers.replaceAll(provider -> AnswerToOwnQuestion.around(provider, authorizations, this));
    }

    private void configure(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consent) {
                consent.setAuthorizationConsentCustomizer(this::heed);
            } else if (provider instanceof OAuth2DeviceAuthorizationConsentAuthenticationProvider consent) {
                consent.setAuthorizationConsentCustomizer(this::heed);
            } else if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
                // Attack: a link with the attacker's code, opened by a person who once allowed the same client, would
                // connect the attacker's device without consent (RFC 8628, section 5.4).
                verification.setAuthorizationConsentRequired(context -> true);
            }
        }
    }

    /** Takes back what is unticked in a form that allows, and notes for whom. Declining changes nothing. */
    void prepare(OAuth2AuthorizationConsentAuthenticationToken answer, OAuth2Authorization pending) {
        RegisteredClient client = clients.findByClientId(answer.getClientId());
        if (client != null && client.getId().equals(pending.getRegisteredClientId()) && allows(answer)) {
            choose(answer, pending);
            withdrawal.apply(pending, client, answer.getScopes());
        }
    }

    /**
     * Attack: post the id of a foreign organization. It may also be one that the person has just been removed from, so they are
     * asked again.
     */
    private void choose(OAuth2AuthorizationConsentAuthenticationToken answer, OAuth2Authorization pending) {
        Object chosen = answer.getAdditionalParameters().get(ORGANIZATION);
        AccountId person = new AccountId(pending.getPrincipalName());
        if (chosen == null) {
            organizations.confirm(person, pending.getRegisteredClientId());
            return;
        }
        if (chosen instanceof String organization
                && organizations.choose(person, pending.getRegisteredClientId(), organization)) {
            return;
        }
        OAuth2AuthenticationException refused = new OAuth2AuthenticationException(ProtocolErrors.wrong(ORGANIZATION));
        if (!(chosen instanceof String lost) || !Organization.isId(lost)) {
            throw refused;
        }
        events.publishEvent(new Refusal(
                OAuth2ErrorCodes.INVALID_REQUEST,
                "organization of which the person is no member",
                answer.getClientId(),
                "",
                false));
        throw QuestionAddress.of(answer)
                .map(page -> QuestionAddress.withLost(page, lost))
                .<OAuth2AuthenticationException>map(AnswerNotTaken::new)
                .orElse(refused);
    }

    private void heed(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken answer = context.getAuthentication();
        if (allows(answer) && !answer.getScopes().isEmpty()) {
            return;
        }
        OAuth2AuthorizationRequest request = context.getAuthorizationRequest();
        if (request == null) {
            endDeviceRequest(context.getAuthorization());
            throw new OAuth2AuthenticationException(DENIED);
        }
        // Stored as decided, so that a second click gets the same response.
        authorizations.save(withoutQuestion(context.getAuthorization()).build());
        throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                DENIED, addressee(answer, request, context.getRegisteredClient()));
    }

    /**
     * Handles a form that was submitted before. The same decision has the same result; a denial can't be turned into consent
     * later, and an approved device stays connected.
     */
    void repeat(OAuth2AuthorizationConsentAuthenticationToken answer, AuthorizationGrantType kind) {
        String person = ((Authentication) answer.getPrincipal()).getName();
        RegisteredClient client = clients.findByClientId(answer.getClientId());
        AnsweredQuestion before = AnsweredQuestion.of(answered, answer.getState(), person)
                .filter(question -> question.isOf(kind))
                .orElse(null);
        if (client == null
                || before == null
                || !client.getId().equals(before.grant().getRegisteredClientId())) {
            return;
        }
        boolean allows = allows(answer);
        if (before.isAllowed() && (allows || before.isForDevice())) {
            throw new AnswerNotTaken(before.next());
        }
        if (allows && !answer.getScopes().isEmpty()) {
            return;
        }
        OAuth2AuthorizationRequest request = before.request();
        throw request == null
                ? new OAuth2AuthenticationException(DENIED)
                : new OAuth2AuthorizationCodeRequestAuthenticationException(DENIED, addressee(answer, request, client));
    }

    /** Whether this state is unknown or has expired. */
    boolean isForgotten(String state) {
        return answered.answered(state).isEmpty();
    }

    /** Anything else is a denial, also a form without a button. */
    private static boolean allows(OAuth2AuthorizationConsentAuthenticationToken answer) {
        return ALLOW.equals(answer.getAdditionalParameters().get(FrontChannelRequest.DECISION));
    }

    private static OAuth2Authorization.Builder withoutQuestion(OAuth2Authorization pending) {
        return OAuth2Authorization.from(pending)
                .attributes(attributes -> attributes.remove(OAuth2ParameterNames.STATE));
    }

    private void endDeviceRequest(OAuth2Authorization pending) {
        OAuth2DeviceCode deviceCode =
                Objects.requireNonNull(pending.getToken(OAuth2DeviceCode.class)).getToken();
        OAuth2UserCode userCode =
                Objects.requireNonNull(pending.getToken(OAuth2UserCode.class)).getToken();
        authorizations.save(withoutQuestion(pending)
                .invalidate(deviceCode)
                .invalidate(userCode)
                .build());
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationToken addressee(
            OAuth2AuthorizationConsentAuthenticationToken answer,
            OAuth2AuthorizationRequest request,
            RegisteredClient client) {
        String redirectUri = request.getRedirectUri() == null
                ? client.getRedirectUris().iterator().next()
                : request.getRedirectUri();
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                answer.getAuthorizationUri(),
                answer.getClientId(),
                (Authentication) answer.getPrincipal(),
                redirectUri,
                request.getState(),
                request.getScopes(),
                request.getAdditionalParameters());
    }
}
