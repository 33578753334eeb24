package com.hubify.identity.resource.demand;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.function.SingletonSupplier;

/**
 * The authentication of the current thread, from where Spring Security's filters put it: the service's bean of type
 * {@link SecurityContextHolderStrategy}, if there is one, otherwise {@link SecurityContextHolder}.
 */
public final class ThreadCaller {

    private final Supplier<@Nullable SecurityContextHolderStrategy> own;

    // The bean is looked up later: some users of this class are created before all beans.
    public ThreadCaller(BeanFactory beans) {
        this.own = SingletonSupplier.ofNullable(
                () -> beans.getBeanProvider(SecurityContextHolderStrategy.class).getIfUnique());
    }

    /** Null if the thread has no authentication. */
    @Nullable
    public Authentication get() {
        Authentication caller = strategy().getContext().getAuthentication();
        // Spring gRPC does not use such a bean.
        return caller == null ? SecurityContextHolder.getContext().getAuthentication() : caller;
    }

    public void set(Authentication caller) {
        SecurityContext context = strategy().createEmptyContext();
        context.setAuthentication(caller);
        strategy().setContext(context);
    }

    public void clear() {
        strategy().clearContext();
    }

    // Not kept: tests may change the holder's strategy at any time.
    private SecurityContextHolderStrategy strategy() {
        SecurityContextHolderStrategy strategy = own.get();
        return strategy == null ? SecurityContextHolder.getContextHolderStrategy() : strategy;
    }
}
