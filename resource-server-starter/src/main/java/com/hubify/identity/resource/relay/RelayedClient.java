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
 * The HTTP client of a call with the caller's credential. The JDK's of Java 17 takes the {@code Authorization} header along to any
 * redirect, and a call can't forbid it. Spring's request factories and connectors don't expose their client, so it is looked up
 * in their fields for each call: a service may give a builder its own at any time.
 */
public final class RelayedClient {

    /** What leads from a call to its client. */
    private static final Set<String> PARTS = Set.of(
            "org.springframework.http.HttpRequest",
            "org.springframework.http.client.ClientHttpRequestFactory",
            "org.springframework.http.client.reactive.ClientHttpConnector",
            "org.springframework.web.reactive.function.client.ExchangeFunction");

    private static final int DEEPEST = 20;

    private RelayedClient() {}

    /**
     * Fails where the client follows redirects, before it has seen the credential.
     *
     * @param call the request of a RestClient or RestTemplate, or what a WebClient does next with one
     */
    static void requireNoRedirects(Object call) {
        if (follows(call, 0)) {
            throw new IllegalStateException("The HttpClient of this call follows redirects, and could take the caller's"
                    + " credential anywhere. Build it with followRedirects(HttpClient.Redirect.NEVER), or call "
                    + RelayProperties.ORIGINS + " by another client.");
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
