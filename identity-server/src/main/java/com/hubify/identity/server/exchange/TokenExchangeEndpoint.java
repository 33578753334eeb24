package com.hubify.identity.server.exchange;

import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.standing.Departures;
import com.hubify.identity.server.token.AccessTokenAudience;
import java.time.Clock;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** Adds the exchange to the token endpoint, after the check of the client's grant types, which is configured before. */
@Component
@Order(20)
class TokenExchangeEndpoint implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private final TokenExchangeAuthenticationProvider exchange;

    TokenExchangeEndpoint(
            List<SubjectTokens> subjectTokens,
            OAuth2TokenGenerator<OAuth2Token> generator,
            AccessTokenAudience audience,
            Revocations revocations,
            Departures departures,
            Clock clock) {
        this.exchange = new TokenExchangeAuthenticationProvider(
                subjectTokens, generator, audience, revocations, departures, clock);
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.tokenEndpoint(token ->
                token.accessTokenRequestConverter(new TokenExchangeConverter()).authenticationProvider(exchange));
    }
}
