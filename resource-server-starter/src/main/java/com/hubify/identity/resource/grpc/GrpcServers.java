package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.settings.InvalidDemand;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Checks at start that every Spring gRPC server has the guard; one built by a factory of the service may lack it. */
final class GrpcServers implements SmartInitializingSingleton {

    private static final String SPRING_BOOT = "org.springframework.boot.grpc.";

    private final ConfigurableListableBeanFactory beans;
    private final GrpcGuard<?> guard;

    GrpcServers(ConfigurableListableBeanFactory beans, GrpcGuard<?> guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<GrpcServerFactory> known = Arrays.stream(beans.getBeanNamesForType(GrpcServerFactory.class))
                .filter(this::isSpringBoots)
                .map(name -> beans.getBean(name, GrpcServerFactory.class))
                .collect(Collectors.toSet());
        beans.getBeansOfType(GrpcServerLifecycle.class).forEach((name, server) -> {
            if (!known.contains(server.getFactory()) && !guard.isIn(server.getFactory())) {
                throw new InvalidDemand(
                        "The gRPC server of the bean " + name + " is open without a credential: its factory ("
                                + server.getFactory().getClass().getName()
                                + ") was not given the starter's ServerBuilderCustomizer",
                        "Pass the beans of type ServerBuilderCustomizer, which include hubifyGrpcGuard, to the factory; or set"
                                + " hubify.resource.grpc.enabled=false if interceptors of your own authenticate every call.");
            }
        });
    }

    // Spring Boot's factories apply all customizer beans. Checking them would build one more server each.
    private boolean isSpringBoots(String factory) {
        return beans.containsBeanDefinition(factory)
                && beans.getBeanDefinition(factory) instanceof AnnotatedBeanDefinition bean
                && bean.getFactoryMethodMetadata() != null
                && bean.getFactoryMethodMetadata().getDeclaringClassName().startsWith(SPRING_BOOT);
    }
}
