package com.hubify.identity.benchmarks.server;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Takes the limits, and the audit of tokens that are issued, out of the identity server in whose process it is, so that a run can
 * tell what they cost. No setting does that, since no operator should want one.
 */
final class Unguarded implements BeanDefinitionRegistryPostProcessor, BeanPostProcessor, SmartInitializingSingleton {

    private static final String LIMITS = "com.hubify.identity.server.limit.";
    private static final String AUDIT = "grantAuditListener";

    private boolean hadLimits;

    /** Fails without one, as what is compared would be the same. */
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry beans) {
        beans.removeBeanDefinition(AUDIT);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SecurityFilterChain chain) {
            hadLimits |= chain.getFilters()
                    .removeIf(filter -> filter.getClass().getName().startsWith(LIMITS));
        }
        return bean;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!hadLimits) {
            throw new IllegalStateException("No filters of " + LIMITS + ": what is compared would be the same");
        }
    }
}
