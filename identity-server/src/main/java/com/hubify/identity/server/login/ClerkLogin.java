package com.hubify.identity.server.login;

import com.hubify.identity.server.login.clerk.NoClerkTokens;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Configures sign-in through Clerk, without storing Clerk's tokens. Not a {@code Customizer}: Spring Security applies beans
 * of that type to every chain.
 */
@Component
public class ClerkLogin {

    private final SignIn signIn;
    private final ClerkAuthorizationRequests requests;
    private final SignInAttempts attempts;
    private final NoClerkTokens noTokens;

    ClerkLogin(SignIn signIn, ClerkAuthorizationRequests requests, SignInAttempts attempts, NoClerkTokens noTokens) {
        this.signIn = signIn;
        this.requests = requests;
        this.attempts = attempts;
        this.noTokens = noTokens;
    }

    /** @param login of the chain for pages */
    public void configure(OAuth2LoginConfigurer<HttpSecurity> login) {
        login.loginPage("/login")
                .authorizationEndpoint(endpoint ->
                        endpoint.authorizationRequestResolver(requests).authorizationRequestRepository(attempts))
                .authorizedClientRepository(noTokens)
                .successHandler(signIn)
                .failureHandler(signIn)
                .withObjectPostProcessor(failing())
                .withObjectPostProcessor(keepingNothing());
    }

    /**
     * Spring would store Clerk's authentication before the success handler runs, so a refused sign-in would leave it in the
     * session. The configurer's own setting for this is overridden by the chain's.
     */
    private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> keepingNothing() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2LoginAuthenticationFilter> O postProcess(O filter) {
                filter.setSecurityContextRepository(new NullSecurityContextRepository());
                return filter;
            }
        };
    }

    /** By default the redirect filter answers 500 if Clerk is unavailable. */
    private ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failing() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(signIn);
                return filter;
            }
        };
    }
}
