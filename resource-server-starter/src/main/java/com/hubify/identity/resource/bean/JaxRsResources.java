package com.hubify.identity.resource.bean;

import jakarta.ws.rs.core.Application;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks at start whether the resources of JAX-RS (Jersey) that carry annotations are beans of Spring, before which a guard
 * stands, and not of Jersey's own making.
 */
public final class JaxRsResources implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final BeanGuard guard;

    public JaxRsResources(ListableBeanFactory beans, BeanGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    @SuppressWarnings("deprecation")
    public void afterSingletonsInstantiated() {
        for (Application application : beans.getBeansOfType(Application.class).values()) {
            application.getClasses().forEach(guard::requireComponent);
            application.getSingletons().forEach(guard::requireGuarded);
        }
    }
}
