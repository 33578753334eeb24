package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.web.BrowserRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Keeps the OAuth 2 login that Spring Boot configures for a service with a client registration, which the starter's
 * filter chain would otherwise replace: browsers are authenticated by their session, programs by their credential, and
 * the same rules apply to both.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ClientRegistrationRepository.class)
@ConditionalOnBean(ClientRegistrationRepository.class)
public class ServletLoginConfiguration {

    /** Matches requests of browsers that no filter chain of the service matches. */
    record Browsers(ServletUnmatchedRequests unmatched) implements RequestMatcher {

        @Override
        public boolean matches(HttpServletRequest request) {
            return BrowserRequests.mayBe(
                            request.getRequestURI()
                                    .substring(request.getContextPath().length()),
                            request::getHeader)
                    && unmatched.matches(request);
        }
    }

    @Bean
    SecurityFilterChain hubifyLoginChain(
            ObjectProvider<HttpSecurity> security,
            ObjectProvider<ClientRegistrationRepository> clients,
            ServletUnmatchedRequests unmatched,
            ServletAccess access) {
        HttpSecurity http = BrowserRequests.signIn(clients.stream()) ? security.getIfAvailable() : null;
        if (http == null) {
            return new ServletStarterChain(
                    new DefaultSecurityFilterChain(request -> false, List.of()), Ordered.HIGHEST_PRECEDENCE);
        }
        access.decide(http);
        return new ServletStarterChain(
                http.securityMatcher(new Browsers(unmatched))
                        .oauth2Login(Customizer.withDefaults())
                        .oauth2Client(Customizer.withDefaults())
                        .build(),
                Ordered.HIGHEST_PRECEDENCE);
    }
}
