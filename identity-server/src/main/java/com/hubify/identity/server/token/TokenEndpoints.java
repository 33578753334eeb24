package com.hubify.identity.server.token;

import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.endpoint.BearerTokenEntryPoint;
import com.hubify.identity.server.endpoint.GrantTypeConverter;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.reconciliation.PersonStanding;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.token.issuance.IssuedTokens;
import com.hubify.identity.server.token.issuance.TokenListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** Configures the token, introspection, revocation and UserInfo endpoints with our own providers. */
@Component
@Order(10)
class TokenEndpoints implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final ClientCredentialsConverter clientCredentialsScopes = new ClientCredentialsConverter();
    private final AuthorizationCodeAuthenticationProvider codes;
    private final RefreshTokenAuthenticationProvider refreshTokens;
    private final TokenIntrospectionAuthenticationProvider introspection;
    private final TokenRevocationAuthenticationProvider revocation;
    private final UserInfoAuthenticationProvider userInfo;
    private final IssuedTokens issued;
    private final Clock clock;

    TokenEndpoints(
            Grants authorizations,
            OAuth2TokenGenerator<OAuth2Token> generator,
            AccessTokens accessTokens,
            Revocations revocations,
            Accounts accounts,
            ActingMembers members,
            PersonStanding standing,
            ApplicationEventPublisher events,
            ObjectProvider<TokenListener> listener,
            Clock clock) {
        this.codes = new AuthorizationCodeAuthenticationProvider(authorizations, generator, members);
        this.refreshTokens =
                new RefreshTokenAuthenticationProvider(authorizations, generator, members, standing, events);
        this.introspection = new TokenIntrospectionAuthenticationProvider(accessTokens, authorizations, events);
        this.revocation = new TokenRevocationAuthenticationProvider(accessTokens, authorizations, revocations, clock);
        this.userInfo = new UserInfoAuthenticationProvider(accounts);
        this.issued = new IssuedTokens(listener.getIfAvailable(() -> token -> {}));
        this.clock = clock;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.tokenEndpoint(token -> token.accessTokenRequestConverter(new GrantTypeConverter())
                .accessTokenRequestConverter(clientCredentialsScopes)
                .accessTokenResponseHandler(new TokenResponseSuccessHandler(issued, clock))
                .errorResponseHandler(ProtocolErrors::write)
                .authenticationProvider(codes)
                .authenticationProvider(refreshTokens)
                .authenticationProviders(providers -> {
                    remove(OAuth2AuthorizationCodeAuthenticationProvider.class, providers);
                    remove(OAuth2RefreshTokenAuthenticationProvider.class, providers);
                    remove(OAuth2DeviceCodeAuthenticationProvider.class, providers);
                    remove(OAuth2TokenExchangeAuthenticationProvider.class, providers);
                    providers.forEach(ClientCredentialsConverter::compareIn);
                }));
        server.tokenIntrospectionEndpoint(endpoint -> endpoint.authenticationProvider(introspection)
                .introspectionResponseHandler(new IntrospectionSuccessHandler())
                .errorResponseHandler(new IntrospectionFailureHandler())
                .authenticationProviders(
                        providers -> remove(OAuth2TokenIntrospectionAuthenticationProvider.class, providers)));
        server.tokenRevocationEndpoint(endpoint -> endpoint.authenticationProvider(revocation)
                .revocationResponseHandler(TokenEndpoints::revoked)
                .errorResponseHandler(ProtocolErrors::write)
                .authenticationProviders(
                        providers -> remove(OAuth2TokenRevocationAuthenticationProvider.class, providers)));
        server.oidc(oidc -> oidc.userInfoEndpoint(endpoint -> endpoint.authenticationProvider(userInfo)
                .errorResponseHandler(new BearerTokenEntryPoint())
                .authenticationProviders(providers -> remove(OidcUserInfoAuthenticationProvider.class, providers))));
    }

    /** The body is ignored by RFC 7009, section 2.2. Some clients parse it as JSON, and fail if it is empty. */
    private static void revoked(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(NOTHING);
    }

    /** After one provider's refusal Spring would try the next, so its own, which checks less, is removed. */
    private static void remove(
            Class<? extends AuthenticationProvider> replaced, List<AuthenticationProvider> providers) {
        providers.removeIf(replaced::isInstance);
    }
}
