package com.hubify.identity.resource.bean;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Finds annotations of a bean that could not be enforced, whatever is done with it. */
final class AnnotatedBeanCheck {

    private static final String FILTER =
            "Ask for the scope in a filter function of the route, requireScope(\"labs:read\"), or"
                    + " in a rule of hubify.resource.rules for its path.";
    private static final String BEAN =
            "Put it on the class of the bean. For a route, ask by requireScope(\"labs:read\") or in a rule of"
                    + " hubify.resource.rules for its path.";
    private static final String JOB =
            "Remove it. Have callers use an annotated method of another bean that does the same work.";
    private static final String RULE = "Ask for the scope in a rule of hubify.resource.rules for its path.";

    private static final Set<String> FILTERS =
            Set.of("jakarta.servlet.Servlet", "jakarta.servlet.Filter", "org.springframework.web.server.WebFilter");

    private static final Set<String> ROUTES = Set.of(
            "org.springframework.web.servlet.function.RouterFunction",
            "org.springframework.web.reactive.function.server.RouterFunction");

    private final AnnotatedBean bean;

    private AnnotatedBeanCheck(AnnotatedBean bean) {
        this.bean = bean;
    }

    /**
     * Stops the start where an annotation could not be enforced.
     *
     * @throws InvalidDemand with the place and what to do instead
     */
    static void check(AnnotatedBean bean) {
        if (bean.isAnnotated()) {
            AnnotatedBeanCheck check = new AnnotatedBeanCheck(bean);
            check.checkType();
            check.checkMethods();
            check.checkStaleness();
        }
    }

    private void checkType() {
        if (bean.names().stream().anyMatch(ROUTES::contains)) {
            refuse(bean.place(), "a router function hands requests on to others", FILTER);
        }
        if (bean.names().stream().anyMatch(FILTERS::contains)) {
            refuse(bean.place(), "the server calls a filter or servlet before any handler", RULE);
        }
        boolean isOnlyOnType = bean.isOnType() && !bean.isMapped();
        if (isOnlyOnType && bean.isOnType(Configuration.class)) {
            refuse(bean.place(), "no caller calls a configuration", BEAN);
        }
        if (isOnlyOnType && bean.asking().isEmpty() && !bean.isHandler()) {
            refuse(bean.place(), "no caller calls a method of this type", "Remove it.");
        }
    }

    private void checkMethods() {
        annotated(method -> AnnotatedPlace.has(method, Bean.class))
                .ifPresent(method -> refuse(bean.place(method), "only the container calls a @Bean method", BEAN));
        annotated(method -> AnnotatedPlace.has(method, Scheduled.class))
                .ifPresent(method -> refuse(bean.place(method), "a @Scheduled method runs without a caller", JOB));
        annotated(method -> bean.isSocket() && !AnnotatedPlace.HANDLING.contains(method.getName()))
                .ifPresent(method -> refuse(
                        bean.place(method),
                        "no request calls a method of a web socket handler",
                        "Put it on the type: the handshake is asked for the scope then."));
    }

    // A credential is judged anew where the request is at hand.
    private void checkStaleness() {
        boolean isBeside = bean.isMapped() && bean.asking().stream().allMatch(this::isBeside);
        boolean mayBeMapped = !bean.asking().isEmpty() && bean.asking().stream().allMatch(bean::mayBeMapped);
        if (!bean.isHandler() && !isBeside && !mayBeMapped && bean.isOnType(MaxStaleness.class)) {
            throw onOther(bean.place());
        }
        annotated(method -> AnnotatedPlace.has(method, MaxStaleness.class)
                        && !bean.isHandler()
                        && !bean.mayBeMapped(method)
                        && bean.asks(method))
                .ifPresent(method -> {
                    throw onOther(bean.place(method));
                });
    }

    // What only other beans call of a type of request handlers, and what is asked for because of the type.
    private boolean isBeside(Method method) {
        return !bean.isEntry(method)
                && bean.annotated().stream().noneMatch(other -> bean.place().isSame(method, other));
    }

    private Optional<Method> annotated(Predicate<Method> which) {
        return bean.annotated().stream().filter(which).findFirst();
    }

    private static InvalidDemand onOther(AnnotatedPlace place) {
        return new InvalidDemand(
                place.annotations() + " can't be enforced: only at a request handler is @MaxStaleness looked at",
                "Put it on the handler that calls this, or set hubify.resource.max-staleness for the whole service.",
                null);
    }

    private static void refuse(AnnotatedPlace place, String problem, String remedy) {
        throw new InvalidDemand(place.annotations() + " can't be enforced: " + problem, remedy, null);
    }
}
