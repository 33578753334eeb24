package com.hubify.identity.server.login.clerk;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.clerk.ClerkHost;
import com.hubify.identity.server.clerk.ClerkKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.client.RestClient;

/** HTTP clients for Clerk's endpoints that a sign-in needs. They share one {@link ClerkHost}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClerkProperties.class)
class ClerkConfiguration {

    /**
     * How far Clerk's clock may be off. An ID token comes from Clerk itself at the moment it is made, for this nonce, so a wrong
     * clock alone is no reason to let nobody sign in.
     */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    @Bean
    ClerkHost clerkFrontend(Clock clock, ObjectProvider<MeterRegistry> registry) {
        return new ClerkHost("frontend", registry.getIfAvailable(CompositeMeterRegistry::new), clock);
    }

    @Bean
    ClerkRegistrations clerkRegistrations(
            ClerkProperties properties, AuthorizationServerSettings settings, ClerkHost frontend) {
        return new ClerkRegistrations(
                properties,
                http(frontend),
                Objects.requireNonNull(settings.getIssuer()),
                background(),
                Ticker.systemTicker());
    }

    @Bean
    ClerkKeys clerkKeys(ClerkRegistrations registrations, ClerkHost frontend) {
        return new ClerkKeys(
                http(frontend),
                () -> Objects.requireNonNull(
                        registrations.clerk().getProviderDetails().getJwkSetUri()),
                background(),
                Ticker.systemTicker());
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> clerkTokenClient(ClerkHost frontend) {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(frontend.requests())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> clerkIdTokenDecoders(ClerkKeys keys, Clock clock) {
        return registration -> new ClerkIdTokenDecoder(keys, decoder(registration, keys, clock));
    }

    /** It accepts RS256 only. */
    private static JwtDecoder decoder(ClientRegistration registration, ClerkKeys keys, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys::get)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setClock(clock);
        OidcIdTokenValidator idToken = new OidcIdTokenValidator(registration);
        idToken.setClockSkew(CLOCK_SKEW);
        idToken.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(timestamps, idToken));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    private static RestClient http(ClerkHost host) {
        return RestClient.builder().requestFactory(host.requests()).build();
    }

    // One fetch at a time for each document.
    private static SimpleAsyncTaskExecutor background() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("clerk-");
        executor.setDaemon(true);
        return executor;
    }
}
