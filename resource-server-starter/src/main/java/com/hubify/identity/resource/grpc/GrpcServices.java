package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.settings.InvalidDemand;
import io.grpc.BindableService;
import java.lang.reflect.Modifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

/**
 * Checks at start that annotated gRPC methods are called through their proxy. A service binds its own methods: if the
 * proxy delegates {@code bindService}, the methods of the object behind it are bound.
 */
final class GrpcServices implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(GrpcServices.class);

    private final ListableBeanFactory beans;
    private final BeanGuard guard;
    private final boolean isClosed;

    /** @param isClosed whether the starter authenticates calls, unless an interceptor of the service does */
    GrpcServices(ListableBeanFactory beans, BeanGuard guard, boolean isClosed) {
        this.beans = beans;
        this.guard = guard;
        this.isClosed = isClosed;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!isClosed) {
            log.warn(
                    "hubify.resource.grpc.enabled is false: gRPC calls are open without a credential, unless the service has"
                            + " an interceptor of its own");
        }
        beans.getBeansOfType(BindableService.class).values().forEach(this::require);
    }

    private void require(BindableService service) {
        Class<?> type = AopUtils.getTargetClass(service);
        boolean bindsItself =
                Modifier.isFinal(ClassUtils.getMethod(type, "bindService").getModifiers());
        if (guard.isGuarded(service) && !bindsItself) {
            throw InvalidDemand.unenforceable(
                    AnnotatedPlace.of(service).annotations(),
                    "the service binds its methods without the proxy",
                    "Make its bindService() final, as generated ones are, or require the scope in a rule of"
                            + " hubify.resource.rules for /package.Service/Method.");
        }
    }
}
