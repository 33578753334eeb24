package com.hubify.identity.resource.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.clerk.ClerkInstance;
import com.hubify.identity.clerk.ClerkTokenVerifier;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerBreaker;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.keys.ClerkKeys;
import com.hubify.identity.resource.keys.IssuerKeyRing;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.settings.ClerkProperties;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.verification.AccessTokenIntrospection;
import com.hubify.identity.resource.verification.AccessTokenRules;
import com.hubify.identity.resource.verification.AccessTokenVerifier;
import com.hubify.identity.resource.verification.ApiKeyVerifier;
import com.hubify.identity.resource.verification.ClerkVerifier;
import com.hubify.identity.resource.verification.CredentialIntrospector;
import com.hubify.identity.resource.verification.CredentialRouter;
import com.hubify.identity.resource.verification.DecodedTokenVerifier;
import com.hubify.identity.resource.verification.IntrospectionClient;
import com.hubify.identity.resource.verification.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** How credentials are verified, on either stack. */
@Configuration(proxyBeanMethods = false)
public class CredentialConfiguration {

    /** Qualifier of a service's own beans that are for Hubify's credentials; others are for whatever else it accepts. */
    public static final String OWN = "hubify";

    private static final ResolvableType VALIDATOR =
            ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class);

    private static final Logger log = LoggerFactory.getLogger(CredentialConfiguration.class);

    private final ResourceServerProperties properties;
    private final IssuerConnection connection;
    private final Clock clock;
    private final Ticker ticker;
    private final MeterRegistry meters;

    public CredentialConfiguration(
            ResourceServerProperties properties,
            ObjectProvider<Clock> clock,
            ObjectProvider<Ticker> ticker,
            ObjectProvider<MeterRegistry> meters,
            IssuerConnection connection) {
        this.properties = properties;
        this.connection = connection;
        // Without a registry of the service's own, or with several, the figures are dropped.
        this.meters = meters.getIfUnique(CompositeMeterRegistry::new);
        this.clock = clock.getIfUnique(Clock::systemUTC);
        this.ticker = ticker.getIfUnique(Ticker::systemTicker);
    }

    @Bean
    public IssuerKeyRing hubifyIssuerKeys(IssuerMetadata issuerMetadata, RevocationView view, Environment environment) {
        IssuerKeyRing keys =
                IssuerKeyRing.of(issuerMetadata, ClerkKeys.of(properties.clerk(), environment, connection), ticker);
        view.addListener(keys);
        return keys;
    }

    @Bean
    CredentialIntrospector hubifyIntrospector(
            @Qualifier(OWN) ObjectProvider<OpaqueTokenIntrospector> own, IssuerMetadata issuerMetadata) {
        OpaqueTokenIntrospector marked = own.getIfAvailable();
        return new CredentialIntrospector(marked == null ? introspectionClient(issuerMetadata) : marked);
    }

    public @Nullable OpaqueTokenIntrospector introspectionClient(IssuerMetadata issuerMetadata) {
        Optional<ClientCredentials> credentials = ClientCredentials.of(properties);
        if (credentials.isEmpty()) {
            log.warn("API keys are refused, and access tokens accepted until they expire though they may have been"
                    + " revoked: hubify.resource.client-id and hubify.resource.client-secret are not set. Set both to a client"
                    + " that the identity server lets introspect and read revocations");
            return null;
        }
        return new IntrospectionClient(
                issuerMetadata, connection, credentials.get(), new IssuerBreaker(ticker), meters);
    }

    @Bean
    TokenVerifier hubifyTokenVerifier(
            @Qualifier(OWN) ObjectProvider<JwtDecoder> own,
            ListableBeanFactory beans,
            IssuerKeyRing keys,
            @Qualifier(OWN) ObjectProvider<OAuth2TokenValidator<Jwt>> validators) {
        JwtDecoder decoder = own.getIfAvailable();
        if (decoder != null) {
            return new DecodedTokenVerifier(decoder, clock);
        }
        for (String name : beans.getBeanNamesForType(JwtDecoder.class, true, false)) {
            log.info(
                    "The JwtDecoder {} is not used for Hubify's tokens. Mark it with @Qualifier(\"{}\") if it should be",
                    name,
                    OWN);
        }
        for (String name : beans.getBeanNamesForType(VALIDATOR, true, false)) {
            if (validators.stream().noneMatch(beans.getBean(name)::equals)) {
                log.warn(
                        "The OAuth2TokenValidator {} is not used for Hubify's tokens. Mark it with @Qualifier(\"{}\") if"
                                + " it should be",
                        name,
                        OWN);
            }
        }
        return accessTokenVerifier(keys, validators);
    }

    public TokenVerifier accessTokenVerifier(IssuerKeyRing keys, ObjectProvider<OAuth2TokenValidator<Jwt>> validators) {
        return new AccessTokenVerifier(
                keys.own(),
                properties.jwsAlgorithms(),
                properties.audience(),
                clock,
                AccessTokenRules.of(validators.orderedStream().toList()));
    }

    @Bean
    public CredentialRouter hubifyCredentialRouter(
            IssuerKeyRing keys, TokenVerifier accessTokens, CredentialIntrospector hubifyIntrospector) {
        OpaqueTokenIntrospector introspector = hubifyIntrospector.value();
        Map<String, TokenVerifier> issuers = new HashMap<>();
        issuers.put(properties.issuerUri(), accessTokens);
        if (keys.clerk() != null) {
            warnOfAnyParty(properties.clerk());
            issuers.put(
                    Objects.requireNonNull(properties.clerk().issuer()),
                    new ClerkVerifier(new ClerkTokenVerifier(
                            keys.clerk(), properties.clerk().policy(), clock)));
        }
        return new CredentialRouter(
                issuers,
                hasCredentials() && introspector != null ? new AccessTokenIntrospection(introspector) : null,
                new ApiKeyVerifier(properties.issuerUri(), introspector, clock));
    }

    @Bean
    public CachedCredentials hubifyCredentialVerifier(CredentialRouter router, RevocationView view) {
        return new CachedCredentials(
                router,
                new CredentialMemory(properties.cache().size(), clock, ticker, meters),
                view,
                new SingleFlight(ticker, properties.timeout().multipliedBy(3)),
                new CredentialCounters(meters),
                CredentialRenewals.executor(),
                clock,
                ticker);
    }

    @Bean
    WatchedCredentials hubifyCallers(CredentialVerifier verifier) {
        return new WatchedCredentials(verifier, properties.maxStaleness());
    }

    private boolean hasCredentials() {
        return properties.clientId() != null;
    }

    private static void warnOfAnyParty(ClerkProperties clerk) {
        String issuer = Objects.requireNonNull(clerk.issuer());
        if (!clerk.hasParties() && !ClerkInstance.isOnThisMachine(issuer)) {
            log.warn(
                    "Session tokens made for any origin are accepted{}: hubify.resource.clerk.authorized-parties is not set. Set"
                            + " it to the origins of the pages that call this service",
                    ClerkInstance.isInProduction(issuer) ? ", in production" : "");
        }
    }
}
