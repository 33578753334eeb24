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
 * Has Spring sign people in through Clerk, and keep nothing of what Clerk sent. No {@code Customizer}: Spring Security applies
 * beans of that type to every chain, and this is for pages alone.
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
     * Spring would store what Clerk sent before we have a say, and a sign-in that we refuse would leave it in the session. The
     * configurer's own setting for this is overridden by the chain's.
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

    /** The filter that sends people to Clerk answers 500 when Clerk is away, unless told otherwise. */
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
