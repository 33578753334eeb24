package com.hubify.identity.server.consent;

import com.hubify.identity.server.error.ProtocolErrors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;

/**
 * Processes the consent form of one grant type, once, and only of the sign-in it was shown to: a repeated form is redirected
 * to the result of the first, one of another sign-in to the consent page. With the {@code state} of the other grant type,
 * Spring's providers would throw exceptions, and the response be 500 instead of 400.
 */
final class AnswerToOwnQuestion implements AuthenticationProvider {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final AuthenticationProvider spring;
    private final OAuth2AuthorizationService authorizations;
    private final ConsentDecision decision;
    private final AuthorizationGrantType kind;

    private AnswerToOwnQuestion(
            AuthenticationProvider spring,
            OAuth2AuthorizationService authorizations,
            ConsentDecision decision,
            AuthorizationGrantType kind) {
        this.spring = spring;
        this.authorizations = authorizations;
        this.decision = decision;
        this.kind = kind;
    }

    static AuthenticationProvider around(
            AuthenticationProvider provider, OAuth2AuthorizationService authorizations, ConsentDecision decision) {
        if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider) {
            return new AnswerToOwnQuestion(
                    provider, authorizations, decision, AuthorizationGrantType.AUTHORIZATION_CODE);
        }
        if (provider instanceof OAuth2DeviceAuthorizationConsentAuthenticationProvider) {
            return new AnswerToOwnQuestion(provider, authorizations, decision, AuthorizationGrantType.DEVICE_CODE);
        }
        return provider;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2AuthorizationConsentAuthenticationToken answer =
                (OAuth2AuthorizationConsentAuthenticationToken) authentication;
        boolean forDevice = answer instanceof OAuth2DeviceAuthorizationConsentAuthenticationToken;
        if (forDevice != kind.equals(AuthorizationGrantType.DEVICE_CODE)) {
            return null;
        }
        OAuth2Authorization pending = authorizations.findByToken(answer.getState(), STATE);
        if (pending != null && !pending.getAuthorizationGrantType().equals(kind)) {
            throw new OAuth2AuthenticationException(ProtocolErrors.wrong(OAuth2ParameterNames.STATE));
        }
        if (pending == null) {
            decision.repeat(answer, kind);
            askedAnew(answer).or(() -> requestAgain(answer)).ifPresent(next -> {
                throw new AnswerNotTaken(next);
            });
        } else if (!new OpenQuestion(pending).isAskedOf((Authentication) answer.getPrincipal())) {
            throw QuestionAddress.of(answer)
                    .<OAuth2AuthenticationException>map(AnswerNotTaken::new)
                    .orElseGet(
                            () -> new OAuth2AuthenticationException(ProtocolErrors.wrong(OAuth2ParameterNames.STATE)));
        } else {
            decision.prepare(answer, pending);
        }
        try {
            return spring.authenticate(answer);
        } catch (OAuth2AuthenticationException e) {
            // Of two concurrent clicks, the second is treated as a repetition.
            decision.repeat(answer, kind);
            throw e;
        }
    }

    private Optional<String> askedAnew(OAuth2AuthorizationConsentAuthenticationToken answer) {
        return answer instanceof OAuth2DeviceAuthorizationConsentAuthenticationToken device
                ? OpenQuestion.askedAnew(authorizations, device.getUserCode(), (Authentication) answer.getPrincipal())
                : Optional.empty();
    }

    /**
     * Target after a form that came too late: the consent page again. The pending request is no longer stored, so even a
     * refusal is asked for again: the form could be forged.
     */
    private Optional<String> requestAgain(OAuth2AuthorizationConsentAuthenticationToken answer) {
        return answer.getAdditionalParameters().get(QuestionAddress.AGAIN) instanceof String sent
                        && decision.isForgotten(answer.getState())
                ? QuestionAddress.again(sent)
                : Optional.empty();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return spring.supports(authentication);
    }
}
