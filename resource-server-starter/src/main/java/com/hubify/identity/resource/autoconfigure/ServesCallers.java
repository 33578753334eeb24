package com.hubify.identity.resource.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/** Whether there is anybody to ask for a credential: the service answers HTTP, or has a server of gRPC. */
final class ServesCallers extends AnyNestedCondition {

    ServesCallers() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnWebApplication
    static final class Web {}

    @ConditionalOnBean(type = "org.springframework.grpc.server.GrpcServerFactory")
    public static final class Grpc {}
}
