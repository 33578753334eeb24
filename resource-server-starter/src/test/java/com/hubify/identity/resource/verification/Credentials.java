package com.hubify.identity.resource.verification;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.autoconfigure.HealthConfiguration;
import com.hubify.identity.resource.autoconfigure.RevocationHealth;
import com.hubify.identity.resource.issuer.IssuerConfiguration;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.keys.IssuerKeyRing;
import com.hubify.identity.resource.memory.CachedCredentials;
import com.hubify.identity.resource.memory.CredentialConfiguration;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.hubify.testing.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** The starter's verifiers wired up against a stub issuer, without Spring Security or servlets, and what they say. */
public final class Credentials implements AutoCloseable {

    public final TestClock clock = TestClock.standingAt(Clock.systemUTC().instant());
    public final MovableTicker ticker = new MovableTicker();
    final StubIssuer issuer;
    public final TestTokens tokens;
    final IssuerKeyRing keys;
    public final RevocationView view;
    public final CountedMeters metrics = new CountedMeters();
    private final CachedCredentials verifier;
    private final @Nullable OpaqueTokenIntrospector introspector;
    private final HealthIndicator health;
    private final ResourceServerProperties properties;

    private Credentials(StubIssuer issuer, Map<String, String> settings) {
        this.issuer = issuer;
        this.tokens = new TestTokens(issuer, "https://api.hubify.com", List.of(), () -> clock);
        this.properties = bind(issuer, settings);
        IssuerConfiguration network = new IssuerConfiguration();
        IssuerConnection connection = network.hubifyIssuerConnection(properties, none(ObservationRegistry.class));
        CredentialConfiguration configuration =
                new CredentialConfiguration(properties, clocks(), tickers(), meters(), connection);
        IssuerMetadata metadata = network.hubifyIssuerMetadata(properties, connection);
        this.view = new RevocationView(ticker);
        this.keys = configuration.hubifyIssuerKeys(metadata, view, environment(settings));
        OpaqueTokenIntrospector introspector = configuration.introspectionClient(metadata);
        TokenVerifier accessTokens = configuration.accessTokenVerifier(
                keys, none(ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class)));
        view.freshen(ticker.read());
        this.verifier = configuration.hubifyCredentialVerifier(
                configuration.hubifyCredentialRouter(keys, accessTokens, new CredentialIntrospector(introspector)),
                view);
        this.introspector = introspector;
        this.health = health(none(RevocationHealth.class));
    }

    public static Credentials judgedFor(StubIssuer issuer, String... settings) {
        Map<String, String> more = new HashMap<>();
        for (String setting : settings) {
            more.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return new Credentials(issuer, more);
    }

    public Verification verify(String credential) {
        return verify(credential, Duration.ofMinutes(5));
    }

    public Verification verify(String credential, Duration staleness) {
        return verifier.verify(credential, Sender.UNKNOWN, staleness);
    }

    /** What can be said without waiting; empty if the issuer has to be asked. */
    public Optional<Verification> now(String credential) {
        return Optional.of(verifier.verifyNow(credential, Sender.UNKNOWN, Duration.ofMinutes(5)))
                .filter(answer -> !(answer instanceof Verification.Unavailable));
    }

    public CredentialVerifier verifier() {
        return verifier;
    }

    /** Time passes, and the feed is up to date. */
    public void pass(Duration time) {
        clock.wind(time);
        ticker.forward(time);
        view.freshen(ticker.read());
    }

    /** Time passes, and nothing is heard from the feed. */
    public void passUnheard(Duration time) {
        clock.wind(time);
        ticker.forward(time);
    }

    public Caller accepted(String credential) {
        Verification verification = verify(credential);
        Assertions.assertThat(verification).isInstanceOf(Verification.Accepted.class);
        return ((Verification.Accepted) verification).caller();
    }

    public void assertRefused(String credential, Reason reason) {
        Assertions.assertThat(verify(credential)).isEqualTo(new Verification.Refused(reason));
    }

    public void assertUnavailable(String credential) {
        Assertions.assertThat(verify(credential)).isInstanceOf(Verification.Unavailable.class);
    }

    public Health health() {
        return Objects.requireNonNull(health.health(true));
    }

    /** As of a service that follows the feed. */
    public Health health(RevocationHealth revocations) {
        ObjectProvider<RevocationHealth> provider = new StaticListableBeanFactory(Map.of("revocations", revocations))
                .getBeanProvider(RevocationHealth.class);
        return Objects.requireNonNull(health(provider).health(true));
    }

    private HealthIndicator health(ObjectProvider<RevocationHealth> revocations) {
        return new HealthConfiguration.Indicator()
                .hubifyHealthIndicator(
                        keys, new CredentialIntrospector(introspector), properties, clocks(), revocations);
    }

    @Override
    public void close() {
        verifier.close();
    }

    private ObjectProvider<Clock> clocks() {
        return new StaticListableBeanFactory(Map.of("clock", clock)).getBeanProvider(Clock.class);
    }

    private ObjectProvider<Ticker> tickers() {
        return new StaticListableBeanFactory(Map.of("ticker", ticker)).getBeanProvider(Ticker.class);
    }

    private ObjectProvider<MeterRegistry> meters() {
        return new StaticListableBeanFactory(Map.of("meters", metrics)).getBeanProvider(MeterRegistry.class);
    }

    private static <T> ObjectProvider<T> none(Class<T> type) {
        return new StaticListableBeanFactory().getBeanProvider(type);
    }

    private static <T> ObjectProvider<T> none(ResolvableType type) {
        return new StaticListableBeanFactory().getBeanProvider(type);
    }

    private static StandardEnvironment environment(Map<String, String> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(settings)));
        return environment;
    }

    private static ResourceServerProperties bind(StubIssuer issuer, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "hubify.resource.issuer-uri",
                issuer.issuer(),
                "hubify.resource.client-id",
                StubIssuer.CLIENT_ID,
                "hubify.resource.client-secret",
                StubIssuer.CLIENT_SECRET,
                "hubify.resource.clerk.issuer",
                issuer.clerkIssuer()));
        all.putAll(settings);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("hubify.resource", ResourceServerProperties.class)
                .get();
    }
}
