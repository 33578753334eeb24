package com.hubify.identity.resource.handler;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.bean.AnnotatedBean;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.demand.CallerParameters;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.DemandJudge;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.ScopesSupported;
import com.hubify.identity.settings.Settings;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.method.HandlerMethod;

/**
 * Decides whether a caller may reach a handler. The stacks write the refusal directly instead of throwing an exception,
 * which a catch-all exception handler of the service could turn into another answer.
 */
public final class HandlerGuard implements ScopesSupported {

    private final Map<AnnotatedPlace, HandlerDemand> demands = new ConcurrentHashMap<>();
    private final CallerParameters callers;
    private final Set<String> named = new TreeSet<>();
    private final Map<Class<?>, Set<Method>> seen = new HashMap<>();
    private final ResourceServerProperties properties;
    private final DemandJudge judge;

    HandlerGuard(ResourceServerProperties properties, CallerParameters callers, DemandJudge judge) {
        this.properties = properties;
        this.callers = callers;
        this.judge = judge;
    }

    /**
     * Reads the annotations of a service's handlers, once, at start.
     *
     * @throws IllegalStateException if the value of an annotation is invalid
     * @throws InvalidConfigurationPropertyValueException if a handler has {@code @MaxStaleness} and the service does
     *     not receive revocations
     */
    public void read(Stream<?> handlers) {
        handlers.forEach(handler -> {
            demand(handler).scopes().asSet().stream().map(Scope::value).forEach(named::add);
            if (handler instanceof HandlerMethod method) {
                seen.computeIfAbsent(method.getBeanType(), type -> new HashSet<>())
                        .add(method.getMethod());
            } else {
                seen.computeIfAbsent(AnnotatedPlace.behind(handler), type -> new HashSet<>());
            }
        });
    }

    /** Whether mappings lead to handlers of the type, and to all of its annotated methods. */
    public boolean standsBefore(Class<?> type) {
        return seen.entrySet().stream()
                .filter(handler -> type == handler.getKey()
                        || (Modifier.isAbstract(type.getModifiers()) && type.isAssignableFrom(handler.getKey())))
                .anyMatch(handler ->
                        new AnnotatedBean(handler.getKey(), handler.getKey()).isCalledBy(handler.getValue()));
    }

    /** Whether a mapping leads to a method. */
    public boolean leadsTo(AnnotatedPlace place) {
        Method method = place.method();
        return method != null
                && seen.getOrDefault(place.target(), Set.of()).stream().anyMatch(each -> place.isSame(each, method));
    }

    /** Whether mappings lead to handlers of subtypes of the type. */
    public boolean standsBelow(Class<?> type) {
        return seen.keySet().stream().anyMatch(handler -> handler != type && type.isAssignableFrom(handler));
    }

    @Override
    public Set<String> values() {
        return named;
    }

    /** What a handler requires, as {@link #demand(AnnotatedPlace)}; also for handlers registered after the start. */
    public HandlerDemand demand(Object handler) {
        return demand(AnnotatedPlace.ofHandler(handler));
    }

    /**
     * What a method requires of its caller, by the annotations on all its declarations.
     *
     * @throws IllegalStateException if the value of an annotation is invalid
     * @throws InvalidConfigurationPropertyValueException if it has {@code @MaxStaleness} and the service does not
     *     receive revocations
     */
    public HandlerDemand demand(AnnotatedPlace place) {
        HandlerDemand demand = demands.computeIfAbsent(place, HandlerDemand::at);
        if (demand.staleness() != null && properties.clientId() == null) {
            throw Settings.invalid(
                    "hubify.resource.client-id",
                    "is not set although @MaxStaleness is on " + place,
                    "Set it and hubify.resource.client-secret, or remove the annotation: without them this service"
                            + " does not receive revocations.");
        }
        return demand;
    }

    /**
     * The staleness with which the credential of a request must be verified again; empty if it need not be. Callers
     * without a credential (of a test, or of another way to sign in) are not verified again.
     */
    public Optional<Duration> recheck(HandlerDemand demand, @Nullable Authentication authentication) {
        return authentication instanceof VerifiedAuthentication
                ? Optional.ofNullable(demand.staleness())
                        .filter(staleness -> staleness.compareTo(properties.maxStaleness()) < 0)
                : Optional.empty();
    }

    /**
     * The caller after the credential was verified again.
     *
     * @throws org.springframework.security.core.AuthenticationException if the credential is no longer valid, belongs
     *     to another caller than before, or cannot be verified now
     */
    public HubifyAuthentication confirmed(Authentication before, Verification now) {
        if (!(before instanceof VerifiedAuthentication ours)) {
            throw new OAuth2AuthenticationException(CredentialRefused.INVALID_TOKEN);
        }
        HubifyAuthentication after = ours.again(now);
        if (!after.caller().isSameAs(ours.caller())) {
            throw new OAuth2AuthenticationException(CredentialRefused.INVALID_TOKEN);
        }
        after.setDetails(before.getDetails());
        return after;
    }

    /** Whether the handler requires anything of its caller. */
    public boolean guards(Object handler) {
        return !demand(handler).isNone() || callers.areNeededBy(handler);
    }

    /**
     * The refusal to answer instead of calling the handler; empty if the caller is allowed. 401 if the handler has a
     * {@code Caller} argument and the request is not authenticated.
     */
    public Optional<Refusal> refusal(Object handler, HandlerDemand demand, @Nullable Authentication authentication) {
        return callers.areNeededBy(handler) && !(authentication instanceof HubifyAuthentication)
                ? Optional.of(BearerErrors.noCredential(demand.scopes()))
                : refusal(demand, authentication);
    }

    /** The same for a handler whose arguments are not known. */
    public Optional<Refusal> refusal(HandlerDemand demand, @Nullable Authentication authentication) {
        return judge.refusal(demand, authentication);
    }
}
