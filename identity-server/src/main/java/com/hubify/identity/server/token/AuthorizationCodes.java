package com.hubify.identity.server.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.stereotype.Component;

/**
 * Authorization codes with one lifetime for all clients. Spring's generator uses the machine's clock and a lifetime per
 * client.
 *
 * <p>Applied to the providers of the authorization endpoint. The generator must not be a bean: Spring looks for the
 * generator of other tokens by type.
 */
@Component
public class AuthorizationCodes implements Consumer<List<AuthenticationProvider>> {

    private final TokenProperties properties;
    private final Clock clock;
    private final SecureRandom random;

    AuthorizationCodes(TokenProperties properties, Clock clock, SecureRandom random) {
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void accept(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider request) {
                request.setAuthorizationCodeGenerator(this::generate);
            } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consent) {
                consent.setAuthorizationCodeGenerator(this::generate);
            }
        }
    }

    private @Nullable OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
        if (!OAuth2ParameterNames.CODE.equals(context.getTokenType().getValue())) {
            return null;
        }
        Instant now = clock.instant();
        return new OAuth2AuthorizationCode(
                TokenGenerators.secret(random), now, now.plus(properties.authorizationCodeTimeToLive()));
    }
}
