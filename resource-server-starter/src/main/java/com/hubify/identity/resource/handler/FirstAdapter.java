package com.hubify.identity.resource.handler;

import com.hubify.identity.resource.settings.InvalidDemand;
import java.util.Map;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/** Looks at start whether the starter's handler adapter is the first in the row: one that came before it would call handlers unasked. */
public final class FirstAdapter {

    private FirstAdapter() {}

    /**
     * Stops the start where another adapter comes first.
     *
     * @param beans those of the stack's dispatcher, which takes up its adapters in this very order
     * @param kind the stack's type of adapters
     */
    public static <T> void require(ListableBeanFactory beans, Class<T> kind, Class<? extends T> ours) {
        BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, kind, true, false).entrySet().stream()
                .min(Map.Entry.comparingByValue(AnnotationAwareOrderComparator.INSTANCE))
                .filter(first -> !ours.isInstance(first.getValue()))
                .ifPresent(first -> {
                    throw new InvalidDemand(
                            "The handler adapter " + first.getKey() + " ("
                                    + first.getValue().getClass().getName()
                                    + ") comes before the starter's, and would call handlers whose scopes were not"
                                    + " asked for",
                            "Order it behind: with a value above Ordered.HIGHEST_PRECEDENCE, or without PriorityOrdered.",
                            null);
                });
    }
}
