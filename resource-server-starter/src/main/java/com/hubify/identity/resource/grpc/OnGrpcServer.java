package com.hubify.identity.resource.grpc;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Whether the service has a Spring gRPC server, even if its factory is not a bean. */
final class OnGrpcServer extends AnyNestedCondition {

    OnGrpcServer() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(GrpcServerFactory.class)
    static class Factory {}

    @ConditionalOnBean(GrpcServerLifecycle.class)
    static class Lifecycle {}
}
