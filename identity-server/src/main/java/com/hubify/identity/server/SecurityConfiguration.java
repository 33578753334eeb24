package com.hubify.identity.server;

import com.hubify.identity.server.api.ApiAccessDeniedHandler;
import com.hubify.identity.server.api.ApiAuthenticationEntryPoint;
import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.authorization.Reauthentication;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.client.authentication.ClientAuthenticationFailureHandler;
import com.hubify.identity.server.endpoint.BackChannel;
import com.hubify.identity.server.endpoint.BearerTokenEntryPoint;
import com.hubify.identity.server.endpoint.EndpointRequests;
import com.hubify.identity.server.endpoint.SingleBearerTokenResolver;
import com.hubify.identity.server.limit.guard.GuessFilter;
import com.hubify.identity.server.limit.guard.RequestLimitFilter;
import com.hubify.identity.server.limit.guard.RequestLimits;
import com.hubify.identity.server.login.ClerkLogin;
import com.hubify.identity.server.login.SignInEntryPoint;
import com.hubify.identity.server.logout.SignOut;
import com.hubify.identity.server.logout.SignedOutReturn;
import com.hubify.identity.server.operator.OperatorsOnly;
import com.hubify.identity.server.session.FormTokens;
import com.hubify.identity.server.session.RevokedSignIns;
import com.hubify.identity.server.token.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.CorsFilter;

/** All filter chains, in the order in which requests are matched. Features contribute beans; they do not add chains. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final AuthenticationEntryPoint BEARER = new BearerTokenEntryPoint();

    private static final AuthenticationEntryPoint NOT_FOUND = (request, response, exception) -> response.sendError(404);

    private static final String WEBHOOKS = "/webhooks/**";

    /** Revokes or verifies the API key in the body, or has a signature. */
    private static final RequestMatcher WITHOUT_TOKEN = new OrRequestMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/v1/api-keys/revoke"),
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/v1/api-keys/verify"),
            PathPatternRequestMatcher.withDefaults().matcher(WEBHOOKS));

    /** Where browsers bring people, by their session. */
    private static final RequestMatcher BY_PEOPLE = request ->
            Set.of("/oauth2/authorize", "/oauth2/device_verification").contains(request.getServletPath());

    private static final BearerTokenResolver BEARER_TOKENS = new SingleBearerTokenResolver();

    /** 0. What clients post to the protocol's endpoints, by the filters of the next chain that concern it. */
    @Bean
    @Order(0)
    SecurityFilterChain backChannel(
            @Qualifier("protocol") SecurityFilterChain protocol,
            AuthorizationServerSettings settings,
            RevokedSignIns revokedSignIns,
            Reauthentication reauthentication) {
        return new BackChannel(settings).of(protocol, Set.of(revokedSignIns, reauthentication));
    }

    /** 1. The protocol's endpoints, by Spring's authorization server and what our features put in its place. */
    @Bean
    @Order(1)
    SecurityFilterChain protocol(
            HttpSecurity http,
            ObjectProvider<Customizer<OAuth2AuthorizationServerConfigurer>> features,
            AccessTokens accessTokens,
            RevokedSignIns revokedSignIns,
            Reauthentication reauthentication,
            ClientAuthenticationFailureHandler clientRefusal,
            SignInEntryPoint signInFirst,
            CorsConfigurationSource browserClients,
            AuthorizationServerSettings settings,
            RequestLimits limits)
            throws Exception {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        EndpointRequests endpoints = new EndpointRequests(settings, clientRefusal);
        AuthenticationEntryPoint userInfo = limits.counting(BEARER);
        return http.securityMatcher(
                        new OrRequestMatcher(server.getEndpointsMatcher(), endpoints, CorsUtils::isPreFlightRequest))
                .with(server, it -> features.orderedStream().forEach(feature -> feature.customize(it)))
                .authorizeHttpRequests(requests -> requests
                        // With prompt=none no page may be shown: the provider answers login_required to the client.
                        .requestMatchers(request -> request.getServletPath().equals("/oauth2/authorize")
                                && "none".equals(request.getParameter("prompt")))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(bearer -> bearer.jwt(jwt -> jwt.decoder(accessTokens.decoderForReading()))
                        .bearerTokenResolver(SecurityConfiguration::bearerTokenForUserInfo)
                        .authenticationEntryPoint(userInfo))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, exception) ->
                        protocolEntryPoint(request, signInFirst, userInfo, clientRefusal)
                                .commence(request, response, exception)))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .cors(cors -> cors.configurationSource(browserClients))
                // Behind CORS, so that pages can read the refusals, and before all that reads parameters.
                .addFilterAfter(endpoints, CorsFilter.class)
                .addFilterAfter(new GuessFilter(limits, new BackChannel(settings)), EndpointRequests.class)
                .addFilterAfter(revokedSignIns, SecurityContextHolderFilter.class)
                // Spring answers these before authorization, where clients are known.
                .addFilterAfter(new RequestLimitFilter(limits, BY_PEOPLE), GuessFilter.class)
                .addFilterBefore(
                        new RequestLimitFilter(limits, new NegatedRequestMatcher(BY_PEOPLE)), AuthorizationFilter.class)
                .addFilterBefore(reauthentication, AuthorizationFilter.class)
                .build();
    }

    /** 2. The revocation feed: like the API, but it accepts connections while Redis is unavailable. */
    @Bean
    @Order(2)
    SecurityFilterChain feed(
            HttpSecurity http,
            AccessTokens accessTokens,
            ApiAuthenticationEntryPoint unauthorized,
            ApiAccessDeniedHandler forbidden,
            RequestLimits limits)
            throws Exception {
        http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/v1/revocations"));
        return bearer(http, accessTokens.decoderForWaiting(), unauthorized, forbidden, limits);
    }

    /** 3. The JSON API: bearer tokens of our own or, at webhooks, signatures; no session, no cookie. */
    @Bean
    @Order(3)
    SecurityFilterChain api(
            HttpSecurity http,
            AccessTokens accessTokens,
            ApiAuthenticationEntryPoint unauthorized,
            ApiAccessDeniedHandler forbidden,
            RequestLimits limits)
            throws Exception {
        http.securityMatcher("/v1/**", WEBHOOKS);
        return bearer(http, accessTokens.decoder(), unauthorized, forbidden, limits);
    }

    private static SecurityFilterChain bearer(
            HttpSecurity http,
            JwtDecoder decoder,
            ApiAuthenticationEntryPoint unauthorizedCaller,
            ApiAccessDeniedHandler forbidden,
            RequestLimits limits)
            throws Exception {
        AuthenticationEntryPoint unauthorized = limits.counting(unauthorizedCaller);
        return withoutProtocol(http)
                .authorizeHttpRequests(requests -> requests
                        // The holder of an API key may revoke and verify it without an access token.
                        .requestMatchers(WITHOUT_TOKEN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(bearer -> bearer.jwt(jwt -> jwt.decoder(decoder))
                        .bearerTokenResolver(SecurityConfiguration::bearerToken)
                        .authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                // No cookie authenticates here, so no request can be forged. Ignoring, not disabling: the resource
                // server's configurer would enable it again.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/v1/**", WEBHOOKS))
                .addFilterBefore(new RequestLimitFilter(limits, AnyRequestMatcher.INSTANCE), AuthorizationFilter.class)
                .build();
    }

    /** 4. Pages, for people who are signed in through Clerk or about to be. What is not listed is not there. */
    @Bean
    @Order(4)
    SecurityFilterChain pages(
            HttpSecurity http,
            ClerkLogin clerkLogin,
            SignOut signOut,
            SignedOutReturn signedOut,
            RevokedSignIns revokedSignIns,
            OperatorsOnly operatorsOnly,
            SignInEntryPoint signInFirst,
            CorsConfigurationSource browserClients,
            RequestLimits limits)
            throws Exception {
        return withoutProtocol(http)
                .authorizeHttpRequests(requests -> requests.requestMatchers(PageAccessDeniedHandler.OPEN)
                        .permitAll()
                        .requestMatchers(PageAccessDeniedHandler.SIGNED_IN)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                // changeSessionId would fail with 500 for the second of two tabs that return from Clerk at once: the
                // first has replaced the session that it would rename.
                .sessionManagement(sessions -> sessions.sessionFixation(it -> it.migrateSession()))
                .oauth2Login(clerkLogin::configure)
                .logout(logout -> logout.addLogoutHandler(signOut).logoutSuccessHandler(signedOut))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, exception) ->
                                pageEntryPoint(request, signInFirst).commence(request, response, exception))
                        .accessDeniedHandler(new PageAccessDeniedHandler()))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .cors(cors -> cors.configurationSource(browserClients))
                .addFilterBefore(
                        new RequestLimitFilter(limits, AnyRequestMatcher.INSTANCE),
                        OAuth2AuthorizationRequestRedirectFilter.class)
                // In this order: who is no operator does not learn the methods of operators' pages either.
                .addFilterAfter(revokedSignIns, SecurityContextHolderFilter.class)
                .addFilterAfter(operatorsOnly, SecurityContextHolderFilter.class)
                .addFilterAfter(new PageOptions(), SecurityContextHolderFilter.class)
                .build();
    }

    /**
     * No observations of single filters, authentications and authorizations: they take a quarter of the time of a token
     * request. Requests are still measured as a whole, and refusals are in the audit trail.
     */
    @Bean
    static SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * The holder of a leaked API key may send it as the bearer token as well. It is not an access token, and a 401 would
     * leave the key valid. Only the key in the body counts, so a bearer token is ignored there.
     */
    private static @Nullable String bearerToken(HttpServletRequest request) {
        return WITHOUT_TOKEN.matches(request) ? null : BEARER_TOKENS.resolve(request);
    }

    /**
     * Access tokens are read at the UserInfo endpoint only. At the authorization endpoint, one would count as a signed-in
     * person.
     */
    private static @Nullable String bearerTokenForUserInfo(HttpServletRequest request) {
        return isUserInfo(request) ? BEARER_TOKENS.resolve(request) : null;
    }

    private static boolean isUserInfo(HttpServletRequest request) {
        return request.getServletPath().equals("/userinfo");
    }

    // Spring Security applies the Customizer beans of the authorization server to every chain. Its filters would read
    // tokens at pages, and answer 401 where none is needed.
    private static HttpSecurity withoutProtocol(HttpSecurity http) {
        http.removeConfigurer(OAuth2AuthorizationServerConfigurer.class);
        return http;
    }

    private static AuthenticationEntryPoint protocolEntryPoint(
            HttpServletRequest request,
            AuthenticationEntryPoint signInFirst,
            AuthenticationEntryPoint userInfo,
            ClientAuthenticationFailureHandler clientRefusal) {
        String path = request.getServletPath();
        if (InterruptedRequest.isPath(path)) {
            return signInFirst;
        }
        return isUserInfo(request) ? userInfo : clientRefusal;
    }

    private static AuthenticationEntryPoint pageEntryPoint(
            HttpServletRequest request, AuthenticationEntryPoint signInFirst) {
        if (RecentSignIn.isRequired(request)) {
            Reauthentication.demand(request);
        }
        return InterruptedRequest.isPath(request.getServletPath()) ? signInFirst : NOT_FOUND;
    }
}
