package com.hubify.identity.resource.test;

import com.hubify.identity.resource.revocation.RevocationAwareness;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Points a test's context at the stub issuer. A record, so that tests alike share one context. */
record TestIssuerCustomizer() implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration test) {
        StubIssuer issuer = StubIssuer.shared();
        ConfigurableEnvironment environment = context.getEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test issuer", settings(issuer)));
        TestTokens tokens = new TestTokens(
                issuer,
                environment.getProperty("hubify.resource.audience", TestTokens.AUDIENCE),
                Binder.get(environment)
                        .bind("hubify.resource.clerk.authorized-parties", Bindable.listOf(String.class))
                        .orElse(List.of()),
                () -> context.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC),
                revocation -> RevocationAwareness.await(context, revocation));
        context.getBeanFactory().registerSingleton("testTokens", tokens);
    }

    private static Map<String, Object> settings(StubIssuer issuer) {
        return Map.of(
                "hubify.resource.issuer-uri",
                issuer.issuer(),
                "hubify.resource.client-id",
                StubIssuer.CLIENT_ID,
                "hubify.resource.client-secret",
                StubIssuer.CLIENT_SECRET,
                "hubify.resource.clerk.issuer",
                issuer.clerkIssuer(),
                "hubify.resource.clerk.jwk-set-uri",
                issuer.clerkIssuer() + "/.well-known/jwks.json",
                // Not while tests run: they may read what was counted, or count requests.
                "hubify.resource.key-use-interval",
                "1h");
    }
}
