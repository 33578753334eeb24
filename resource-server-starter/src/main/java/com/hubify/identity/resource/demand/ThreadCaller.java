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
 * The caller whom a thread serves, there where Spring Security's filters put it: with a service's own bean of type
 * {@link SecurityContextHolderStrategy}, if there is one, and with {@link SecurityContextHolder} otherwise.
 */
public final class ThreadCaller {

    private final Supplier<@Nullable SecurityContextHolderStrategy> own;

    // Not looked up at once: some that ask are made before all beans.
    public ThreadCaller(BeanFactory beans) {
        this.own = SingletonSupplier.ofNullable(
                () -> beans.getBeanProvider(SecurityContextHolderStrategy.class).getIfUnique());
    }

    /** Null if there is none. */
    @Nullable
    public Authentication get() {
        Authentication caller = strategy().getContext().getAuthentication();
        // Spring gRPC knows of no such bean.
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

    // Tests may change the one of the holder at any time.
    private SecurityContextHolderStrategy strategy() {
        SecurityContextHolderStrategy strategy = own.get();
        return strategy == null ? SecurityContextHolder.getContextHolderStrategy() : strategy;
    }
}
