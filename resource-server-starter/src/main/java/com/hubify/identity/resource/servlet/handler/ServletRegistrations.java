package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.bean.BeanGuard;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** Looks at start whether servlets and filters carry annotations that are handed to the server and are no beans themselves. */
final class ServletRegistrations implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final BeanGuard guard;

    ServletRegistrations(ListableBeanFactory beans, BeanGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        beans.getBeansOfType(ServletRegistrationBean.class)
                .values()
                .forEach(registration -> require(registration.getServlet()));
        beans.getBeansOfType(FilterRegistrationBean.class)
                .values()
                .forEach(registration -> require(registration.getFilter()));
    }

    private void require(@Nullable Object registered) {
        if (registered != null) {
            guard.requireGuarded(registered);
        }
    }
}
