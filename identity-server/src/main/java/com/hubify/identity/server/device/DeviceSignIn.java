package com.hubify.identity.server.device;

import com.hubify.identity.server.authorization.CredentialScopes;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.consent.AnswerNotTaken;
import com.hubify.identity.server.consent.ConsentDecision;
import com.hubify.identity.server.endpoint.FrontChannelRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Requires a recent sign-in of a person who connects a device that asks for {@link CredentialScopes}: when its code is
 * entered, and once more when the question is answered, since a question can be put to a later sign-in. Attack: with a stolen
 * cookie somebody connects a command line of their own. The person is led to Clerk, and from there to the code.
 */
@Component
class DeviceSignIn implements Consumer<List<AuthenticationProvider>> {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    /** A person may read the question for as long as it is kept. */
    private static final Duration QUESTION = Duration.ofMinutes(10);

    private final OAuth2AuthorizationService authorizations;
    private final CredentialScopes scopes;
    private final RecentSignIn recent;

    DeviceSignIn(OAuth2AuthorizationService authorizations, CredentialScopes scopes, RecentSignIn recent) {
        this.authorizations = authorizations;
        this.scopes = scopes;
        this.recent = recent;
    }

    /** Behind {@link ConsentDecision}, which always asks for consent, and whose answers this wraps. */
    @Override
    public void accept(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
                verification.setAuthorizationConsentRequired(context -> {
                    OAuth2DeviceVerificationAuthenticationToken entered = context.getAuthentication();
                    require(entered.getPrincipal(), context.getAuthorization(), entered.getUserCode(), Duration.ZERO);
                    return true;
                });
            }
        }
        providers.replaceAll(provider -> provider.supports(OAuth2DeviceAuthorizationConsentAuthenticationToken.class)
                ? new Answers(provider)
                : provider);
    }

    private void require(
            @Nullable Object signedIn, @Nullable OAuth2Authorization pending, String userCode, Duration back) {
        Set<String> asked = pending == null ? null : pending.getAttribute(OAuth2ParameterNames.SCOPE);
        if (asked != null && scopes.areAmong(asked) && !recent.isShownBy(signedIn, back)) {
            throw new AnswerNotTaken(signInFor(userCode));
        }
    }

    private static String signInFor(String userCode) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("prompt", "login");
        parameters.put("continue", RedirectUris.with(Map.of(OAuth2ParameterNames.USER_CODE, userCode), "/activate"));
        return RedirectUris.with(parameters, "/oauth2/authorization/clerk");
    }

    /** Declining needs no recent sign-in. */
    private final class Answers implements AuthenticationProvider {

        private final AuthenticationProvider taken;

        Answers(AuthenticationProvider taken) {
            this.taken = taken;
        }

        @Override
        public @Nullable Authentication authenticate(Authentication authentication) {
            OAuth2DeviceAuthorizationConsentAuthenticationToken answer =
                    (OAuth2DeviceAuthorizationConsentAuthenticationToken) authentication;
            if (ConsentDecision.ALLOW.equals(answer.getAdditionalParameters().get(FrontChannelRequest.DECISION))) {
                require(
                        answer.getPrincipal(),
                        authorizations.findByToken(answer.getState(), STATE),
                        answer.getUserCode(),
                        QUESTION);
            }
            return taken.authenticate(answer);
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return OAuth2DeviceAuthorizationConsentAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
