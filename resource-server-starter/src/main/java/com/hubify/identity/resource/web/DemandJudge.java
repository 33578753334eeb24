package com.hubify.identity.resource.web;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.RecentSignIn;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.util.function.SingletonSupplier;

/** Decides whether a caller meets the demand of a handler or method. */
public final class DemandJudge {

    private final Supplier<Clock> clock;

    /**
     * Judges by the service's clock, which is looked up when it is first needed.
     *
     * @param beans null if there are none, as in a test of routes alone
     */
    public DemandJudge(@Nullable BeanFactory beans) {
        BeanFactory known = beans == null ? new StaticListableBeanFactory() : beans;
        this.clock =
                SingletonSupplier.of(() -> known.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC));
    }

    /** Decides by scopes first, then by the sign-in: nobody has to sign in again for a refusal. */
    public AuthorizationResult decide(@Nullable Authentication authentication, HandlerDemand demand) {
        ScopeDecision scopes = ScopeDecision.about(authentication, demand.scopes());
        RecentSignIn signIn = demand.signIn();
        return authentication == null || !scopes.isGranted() || signIn == null
                ? scopes
                : SignInDecision.about(authentication, signIn, clock.get().instant());
    }

    /** The refusal for a caller who does not meet the demand; empty if the caller does. */
    public Optional<Refusal> refusal(HandlerDemand demand, @Nullable Authentication authentication) {
        if (!demand.isOfCaller()) {
            return Optional.empty();
        }
        AuthorizationResult result = decide(authentication, demand);
        return result.isGranted() ? Optional.empty() : Optional.of(BearerErrors.of(result));
    }
}
