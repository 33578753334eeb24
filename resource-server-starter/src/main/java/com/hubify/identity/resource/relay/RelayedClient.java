package com.hubify.identity.resource.relay;

import com.hubify.identity.resource.settings.RelayProperties;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the JDK HTTP client of a call that carries the caller's credential, to check that it does not follow redirects.
 * In Java 17 the client sends the {@code Authorization} header to any redirect target, and a single call cannot prevent
 * it. Spring's request factories and connectors do not expose their client, so it is read from their fields, for each
 * call, since a service may configure a builder at any time.
 */
public final class RelayedClient {

    /** Types of the objects on the way from a call to its client. */
    private static final Set<String> PARTS = Set.of(
            "org.springframework.http.HttpRequest",
            "org.springframework.http.client.ClientHttpRequestFactory",
            "org.springframework.http.client.reactive.ClientHttpConnector",
            "org.springframework.web.reactive.function.client.ExchangeFunction");

    private static final int DEEPEST = 20;

    private RelayedClient() {}

    /**
     * Throws if the client follows redirects, before the credential is sent.
     *
     * @param call request of a RestClient or RestTemplate, or next exchange function of a WebClient
     */
    static void requireNoRedirects(Object call) {
        if (follows(call, 0)) {
            throw new IllegalStateException("The HttpClient of this call follows redirects, and could send the caller's"
                    + " credential to any server. Build it with followRedirects(HttpClient.Redirect.NEVER), or call "
                    + RelayProperties.ORIGINS + " with another client.");
        }
    }

    private static boolean follows(Object part, int depth) {
        if (part instanceof HttpClient client) {
            return client.followRedirects() != HttpClient.Redirect.NEVER;
        }
        AtomicBoolean found = new AtomicBoolean();
        ReflectionUtils.doWithFields(
                part.getClass(),
                field -> {
                    Object next = depth < DEEPEST && field.trySetAccessible() ? field.get(part) : null;
                    if (next != null && follows(next, depth + 1)) {
                        found.set(true);
                    }
                },
                RelayedClient::isPart);
        return found.get();
    }

    private static boolean isPart(Field field) {
        Class<?> type = field.getType();
        return !Modifier.isStatic(field.getModifiers())
                && (HttpClient.class.isAssignableFrom(type)
                        || PARTS.contains(type.getName())
                        || ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                                .anyMatch(parent -> PARTS.contains(parent.getName())));
    }
}
