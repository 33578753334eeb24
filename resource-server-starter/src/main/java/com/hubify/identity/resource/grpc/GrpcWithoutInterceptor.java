package com.hubify.identity.resource.grpc;

import java.util.Arrays;
import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.security.AuthenticationProcessInterceptor;

/**
 * Whether the service defines no Spring Security interceptor for all its gRPC services. One that applies to a single
 * service would leave the others open.
 */
final class GrpcWithoutInterceptor implements ConfigurationCondition {

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
        return Arrays.stream(beans.getBeanNamesForType(AuthenticationProcessInterceptor.class, true, false))
                .allMatch(name -> beans.findAnnotationOnBean(name, GlobalServerInterceptor.class, false) == null);
    }
}
