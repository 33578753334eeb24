package com.hubify.identity.resource.relay;

import com.hubify.identity.resource.settings.RelayProperties;
import com.hubify.identity.settings.Settings;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.core.env.Environment;

/**
 * Disables redirects in clients that relay credentials. Threat: a configured server, or an attacker in its place,
 * redirects the client to another server, and some clients send the {@code Authorization} header there; Java 17's does.
 */
public final class RelayRedirects implements BeanPostProcessor {

    private static final String REDIRECTS = "spring.http.clients.redirects";

    private final Environment environment;

    public RelayRedirects(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HttpClientSettings settings && isUsed()) {
            return settings.withRedirects(HttpRedirects.DONT_FOLLOW);
        }
        // Takes effect after the service's own customizers and settings.
        if (bean instanceof JdkClientHttpRequestFactoryBuilder builder && isUsed()) {
            return builder.withHttpClientCustomizer(client -> client.followRedirects(HttpClient.Redirect.NEVER));
        }
        if (bean instanceof JdkClientHttpConnectorBuilder builder && isUsed()) {
            return builder.withHttpClientCustomizer(client -> client.followRedirects(HttpClient.Redirect.NEVER));
        }
        return bean;
    }

    private boolean isUsed() {
        return Binder.get(environment)
                .bind(RelayProperties.ORIGINS, Bindable.listOf(String.class))
                .isBound();
    }

    /** Stops the start if the service configures its clients to follow redirects. */
    public static void requireNone(Environment environment) {
        Binder binder = Binder.get(environment);
        requireNone(REDIRECTS, binder.bind(REDIRECTS, String.class).orElse(null));
        binder.bind("spring.http.serviceclient", Bindable.mapOf(String.class, Group.class))
                .ifBound(groups -> groups.forEach((name, group) ->
                        requireNone("spring.http.serviceclient." + name + ".redirects", group.redirects)));
    }

    private static void requireNone(String property, @Nullable String value) {
        // Relaxed binding, as in Spring Boot: ignores case and dashes.
        if (value != null && !"dontfollow".equalsIgnoreCase(value.replaceAll("[_-]", ""))) {
            throw Settings.invalid(
                    property,
                    "must be dont-follow while " + RelayProperties.ORIGINS + " is set",
                    "Remove " + property + " or set it to dont-follow: a redirect could send the caller's credential to"
                            + " another server.");
        }
    }

    /** The settings of a client group that matter here. */
    record Group(@Nullable String redirects) {}
}
