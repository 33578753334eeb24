package com.hubify.identity.resource.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/** Whether the application has callers to authenticate: it serves HTTP or gRPC. */
final class ServesCallers extends AnyNestedCondition {

    ServesCallers() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnWebApplication
    static final class Web {}

    @ConditionalOnBean(type = "org.springframework.grpc.server.GrpcServerFactory")
    public static final class Grpc {}
}
