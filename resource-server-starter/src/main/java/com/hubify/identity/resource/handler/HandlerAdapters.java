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
 * The handler adapters of a dispatcher, in its order. The starter's is the first: it checks the caller, then delegates
 * to the next adapter that supports the handler.
 *
 * @param <T> the stack's type of handler adapters
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
     * The adapter to delegate to.
     *
     * @param dispatcher bean factory of the dispatcher; the actuator's, on a port of its own, has its own adapters
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
                .orElseThrow(() -> new IllegalStateException("No HandlerAdapter supports " + handler));
    }

    /** Stops the start if another adapter is ordered before ours, since it would call handlers unchecked. */
    public static <T> void requireFirst(ListableBeanFactory beans, Class<T> kind, Class<? extends T> ours) {
        ordered(beans, kind)
                .findFirst()
                .filter(first -> !ours.isInstance(first.getValue()))
                .ifPresent(first -> {
                    throw new InvalidDemand(
                            "The handler adapter " + first.getKey() + " ("
                                    + first.getValue().getClass().getName()
                                    + ") comes before the starter's, and would call handlers without checking their scopes",
                            "Order it after the starter's: with a value above Ordered.HIGHEST_PRECEDENCE, or without PriorityOrdered.");
                });
    }

    private static <T> Stream<Map.Entry<String, T>> ordered(ListableBeanFactory beans, Class<T> kind) {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, kind, true, false).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(AnnotationAwareOrderComparator.INSTANCE));
    }
}
