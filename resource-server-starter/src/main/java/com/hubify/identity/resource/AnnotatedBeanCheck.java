package com.hubify.identity.resource;

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
            refuse(bean.place(), "is on a router function, which hands requests on to others", FILTER);
        }
        if (bean.names().stream().anyMatch(FILTERS::contains)) {
            refuse(bean.place(), "is on a filter or servlet, which the server calls before any handler", RULE);
        }
        boolean isOnlyOnType = bean.isOnType() && !bean.isMapped();
        if (isOnlyOnType && bean.isOnType(Configuration.class)) {
            refuse(bean.place(), "is on a configuration, which no caller calls", FILTER);
        }
        if (isOnlyOnType && bean.asking().isEmpty() && !bean.isHandler()) {
            refuse(bean.place(), "is on a type none of whose methods a caller calls", "Remove it.");
        }
    }

    private void checkMethods() {
        annotated(method -> AnnotatedBean.has(method, Bean.class))
                .ifPresent(method -> refuse(bean.place(method), "is on a bean method, which no caller calls", FILTER));
        annotated(method -> AnnotatedBean.has(method, Scheduled.class))
                .ifPresent(method -> refuse(
                        bean.place(method), "is on a scheduled method, which runs without a caller", "Remove it."));
        annotated(method -> bean.isSocket() && !AnnotatedPlace.HANDLING.contains(method.getName()))
                .ifPresent(method -> refuse(
                        bean.place(method),
                        "is on a method of a web socket handler, which no request calls",
                        "Put it on the type: it is asked for at the handshake."));
    }

    // A credential is judged anew where the request is at hand.
    private void checkStaleness() {
        boolean isServed =
                bean.isHandler() || (bean.isMapped() && bean.asking().stream().allMatch(this::isBeside));
        if (!isServed && bean.isOnType(MaxStaleness.class)) {
            throw onOther(bean.place());
        }
        annotated(method -> AnnotatedBean.has(method, MaxStaleness.class) && !bean.isHandler() && bean.asks(method))
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
                "@MaxStaleness on " + place + " is on no request handler",
                "Put it on the handler that calls this, or set hubify.resource.max-staleness for the whole service.",
                null);
    }

    private static void refuse(AnnotatedPlace place, String problem, String remedy) {
        throw new InvalidDemand("@RequiresScope or @MaxStaleness on " + place + " " + problem, remedy, null);
    }
}
