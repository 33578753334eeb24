package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.quota.ServletQuota;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.web.KeyExpiry;
import com.hubify.identity.resource.web.ResourceMetadata;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Makes a filter chain accept Hubify's credentials, for servlet services that bring their own
 * {@code SecurityFilterChain}:
 *
 * <pre>{@code
 * http.with(HubifyResourceServer.credentials(), withDefaults())
 *     .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
 * }</pre>
 *
 * <p>Reads and verifies bearer credentials, answers refusals and serves the resource metadata (RFC 9728). Disables
 * sessions and CSRF protection; the latter is not needed, since browsers do not send bearer tokens on their own. The
 * chain itself decides which requests need a credential.
 */
public final class HubifyResourceServer extends AbstractHttpConfigurer<HubifyResourceServer, HttpSecurity> {

    private HubifyResourceServer() {}

    public static HubifyResourceServer credentials() {
        return new HubifyResourceServer();
    }

    /**
     * Requires scopes on functional routes, whose handlers cannot be annotated:
     *
     * <pre>{@code
     * route().GET("/v1/labs", labs::list).filter(HubifyResourceServer.requireScope("labs:read")).build()
     * }</pre>
     *
     * <p>A caller who lacks one of them gets 403 {@code insufficient_scope}, a request without a credential 401.
     * Applies to all routes of the builder.
     *
     * @param scopes scopes such as {@code labs:read}, all of which are needed
     * @throws IllegalStateException if none is given, or one is not a scope
     */
    public static HandlerFilterFunction<ServerResponse, ServerResponse> requireScope(String... scopes) {
        return ServletDemandFilter.of(HandlerDemand.of(scopes));
    }

    /**
     * Requires a recent sign-in of the person on functional routes, as {@link RequiresRecentSignIn} says. Applies to all
     * routes of the builder.
     *
     * @param age largest age of the sign-in, such as {@code 10m}
     * @param acr classes, one of which the sign-in must have; any if none is given
     * @throws IllegalStateException if the age is not a positive duration in whole seconds, or something is not a class
     */
    public static HandlerFilterFunction<ServerResponse, ServerResponse> requireRecentSignIn(String age, String... acr) {
        return ServletDemandFilter.of(HandlerDemand.ofSignIn(age, acr));
    }

    // Not in init(): by then Spring Security's own configurers may already have set up sessions.
    @Override
    public void setBuilder(HttpSecurity http) {
        super.setBuilder(http);
        ApplicationContext context = http.getSharedObject(ApplicationContext.class);
        ServletBearerErrors errors = context.getBean(ServletBearerErrors.class);
        CredentialVerifier verifier = context.getBean(CredentialVerifier.class);
        Duration staleness = context.getBean(ResourceServerProperties.class).maxStaleness();
        KeyUses uses = context.getBean(KeyUses.class);
        BearerTokenAuthenticationConverter converter = new BearerTokenAuthenticationConverter();
        converter.setBearerTokenResolver(
                context.getBean(ServletCredentials.class).resolver());
        http.addFilterBefore(new ServletMetadata(context.getBean(ResourceMetadata.class)), CorsFilter.class)
                .addFilterAfter(
                        new ServletKeyExpiry(KeyExpiry.of(context), new ThreadCaller(context)),
                        BearerTokenAuthenticationFilter.class)
                .addFilterAfter(
                        new ServletQuota(context.getBean(Quotas.class), new ThreadCaller(context), errors::write),
                        ServletKeyExpiry.class)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(resource -> resource.authenticationManagerResolver(request -> {
                            ServletBearerErrors.noteRead(request);
                            return new ServletAuthenticationManager(
                                    verifier, Sender.at(request.getRemoteAddr()), staleness, uses);
                        })
                        .authenticationConverter(converter)
                        .authenticationEntryPoint(errors)
                        .accessDeniedHandler(errors));
    }
}
