package com.hubify.identity.resource.bean;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Stops the start if an annotation of a bean cannot be enforced, by a handler guard or by a proxy. */
final class AnnotatedBeanCheck {

    private static final String FILTER =
            "Use a filter function of the route, requireScope(\"labs:read\") or requireRecentSignIn(\"10m\"), or"
                    + " for a scope a rule of hubify.resource.rules for its path.";
    private static final String BEAN = "Put it on the class of the bean. For a route, use requireScope(\"labs:read\"),"
            + " requireRecentSignIn(\"10m\") or a rule of hubify.resource.rules for its path.";
    private static final String JOB =
            "Remove it. Have callers use an annotated method of another bean that does the same work.";
    private static final String RULE = "Require the scope in a rule of hubify.resource.rules for its path, and a recent"
            + " sign-in at a bean that it calls.";

    private static final Set<String> FILTERS =
            Set.of("jakarta.servlet.Servlet", "jakarta.servlet.Filter", "org.springframework.web.server.WebFilter");

    private static final Set<String> ROUTES = Set.of(
            "org.springframework.web.servlet.function.RouterFunction",
            "org.springframework.web.reactive.function.server.RouterFunction");

    private final AnnotatedBean bean;

    private AnnotatedBeanCheck(AnnotatedBean bean) {
        this.bean = bean;
    }

    /** Checks for annotations that cannot be enforced on this kind of bean at all. */
    static void check(AnnotatedBean bean) {
        if (bean.isAnnotated()) {
            AnnotatedBeanCheck check = new AnnotatedBeanCheck(bean);
            check.checkType();
            check.checkMethods();
            check.checkStaleness();
        }
    }

    /**
     * Checks for methods that a proxy of the bean cannot intercept.
     *
     * @param isFinal whether the class cannot be subclassed
     * @param isInterfaces whether the proxy implements only the bean's interfaces
     * @param knowsCaller whether the caller is known when a method runs
     */
    static void checkProxy(AnnotatedBean bean, boolean isFinal, boolean isInterfaces, Predicate<Method> knowsCaller) {
        for (Method method : bean.asking) {
            int modifiers = method.getModifiers();
            if (Modifier.isStatic(modifiers)
                    || Modifier.isPrivate(modifiers)
                    || (!isInterfaces && (isFinal || Modifier.isFinal(modifiers)))) {
                throw bean.unenforceable(
                        method,
                        "no proxy can override this method",
                        "Make it public or protected and not final, static or private, its class not final, or require the"
                                + " same at the request handler that calls it.");
            }
            if (!knowsCaller.test(method)) {
                throw bean.unenforceable(
                        method,
                        "a reactive service knows its caller only where a method returns a Mono, Flux or Flow, or is suspending",
                        "Return a Mono, Flux or Flow, make it suspending, or require the same at the request handler that"
                                + " calls it.");
            }
        }
    }

    /** Checks for methods that would run on the proxy itself, a subclass whose fields are not initialized. */
    static void checkNeighbours(AnnotatedBean bean) {
        bean.lostBehindProxy().ifPresent(method -> {
            throw bean.unenforceable(
                    bean.asking.get(0),
                    "a proxy has to check the caller, and can't override " + bean.place(method)
                            + ", which would run on the proxy and find its fields empty",
                    "Make that method neither final nor private, or move the annotated methods to another bean.");
        });
    }

    private void checkType() {
        if (bean.names.stream().anyMatch(ROUTES::contains)) {
            refuse(bean.place, "a router function only passes requests on to handlers", FILTER);
        }
        if (bean.names.stream().anyMatch(FILTERS::contains)) {
            refuse(bean.place, "the server calls servlets and filters itself, before any handler", RULE);
        }
        boolean isOnlyOnType = bean.isOnType && !bean.isMapped();
        if (isOnlyOnType && bean.isOnType(Configuration.class)) {
            refuse(bean.place, "callers don't call a configuration class", BEAN);
        }
        if (isOnlyOnType && bean.asking.isEmpty() && !bean.isHandler()) {
            refuse(bean.place, "callers don't call methods of this type", "Remove it.");
        }
    }

    private void checkMethods() {
        refuse(method -> AnnotatedPlace.has(method, Bean.class), "only the container calls a @Bean method", BEAN);
        refuse(method -> AnnotatedPlace.has(method, Scheduled.class), "a @Scheduled method runs without a caller", JOB);
        refuse(
                method -> bean.isSocket() && !AnnotatedPlace.HANDLING.contains(method.getName()),
                "messages of a WebSocket arrive without a request",
                "Put it on the type: then the caller is checked at the handshake.");
    }

    // Only at a request handler can the credential be verified again.
    private void checkStaleness() {
        boolean isBeside = bean.isMapped() && bean.asking.stream().allMatch(this::isBeside);
        boolean mayBeMapped = !bean.asking.isEmpty() && bean.asking.stream().allMatch(bean::mayBeMapped);
        if (!bean.isHandler() && !isBeside && !mayBeMapped && bean.isOnType(MaxStaleness.class)) {
            refuseStaleness(bean.place);
        }
        annotated(method -> AnnotatedPlace.has(method, MaxStaleness.class)
                        && !bean.isHandler()
                        && !bean.mayBeMapped(method)
                        && bean.asks(method))
                .ifPresent(method -> refuseStaleness(bean.place(method)));
    }

    // A method of a controller that only other beans call, with an annotation on the type.
    private boolean isBeside(Method method) {
        return !bean.isEntry(method) && bean.annotated.stream().noneMatch(other -> bean.place.isSame(method, other));
    }

    private Optional<Method> annotated(Predicate<Method> which) {
        return bean.annotated.stream().filter(which).findFirst();
    }

    private void refuse(Predicate<Method> which, String reason, String remedy) {
        annotated(which).ifPresent(method -> refuse(bean.place(method), reason, remedy));
    }

    private static void refuseStaleness(AnnotatedPlace place) {
        refuse(
                place,
                "@MaxStaleness applies to request handlers only",
                "Put it on the handler that calls this, or set hubify.resource.max-staleness for the whole service.");
    }

    private static void refuse(AnnotatedPlace place, String reason, String remedy) {
        throw InvalidDemand.unenforceable(place.annotations(), reason, remedy);
    }
}
