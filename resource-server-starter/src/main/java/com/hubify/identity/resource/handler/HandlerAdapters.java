package com.hubify.identity.resource.handler;

import com.hubify.identity.resource.settings.InvalidDemand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The handler adapters of a dispatcher, in its order. The starter's is the first, checks the caller, and calls the handler
 * through the next one that can.
 *
 * @param <T> the stack's type of adapters
 */
public final class HandlerAdapters<T> {

    private final Class<T> kind;
    private final T ours;
    private final Map<ListableBeanFactory, List<T>> others = new ConcurrentHashMap<>();

    public HandlerAdapters(Class<T> kind, T ours) {
        this.kind = kind;
        this.ours = ours;
    }

    /**
     * The adapter that calls a handler.
     *
     * @param dispatcher its beans; the actuator's, on a port of its own, has adapters of its own
     */
    public T next(ListableBeanFactory dispatcher, Object handler, Predicate<T> supports) {
        return others
                .computeIfAbsent(
                        dispatcher,
                        beans -> ordered(beans, kind)
                                .map(Map.Entry::getValue)
                                .filter(adapter -> adapter != ours)
                                .toList())
                .stream()
                .filter(supports)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No HandlerAdapter: " + handler));
    }

    /** Stops the start where another adapter comes before ours: it would call handlers without a check. */
    public static <T> void requireFirst(ListableBeanFactory beans, Class<T> kind, Class<? extends T> ours) {
        ordered(beans, kind)
                .findFirst()
                .filter(first -> !ours.isInstance(first.getValue()))
                .ifPresent(first -> {
                    throw new InvalidDemand(
                            "The handler adapter " + first.getKey() + " ("
                                    + first.getValue().getClass().getName()
                                    + ") comes before the starter's, and would call handlers without asking for their scopes",
                            "Order it behind: with a value above Ordered.HIGHEST_PRECEDENCE, or without PriorityOrdered.");
                });
    }

    private static <T> Stream<Map.Entry<String, T>> ordered(ListableBeanFactory beans, Class<T> kind) {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, kind, true, false).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(AnnotationAwareOrderComparator.INSTANCE));
    }
}
