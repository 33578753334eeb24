package com.hubify.identity.resource;

import com.hubify.identity.envelope.RequestIds;
import io.grpc.BindableService;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.security.AuthenticationProcessInterceptor;

/**
 * Before every call of a gRPC server with a port of its own, which no filter chain of the web sees. Calls that come through the
 * service's web server are requests like others.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({BindableService.class, AuthenticationProcessInterceptor.class})
@ConditionalOnBean(GrpcServerFactory.class)
class GrpcSecurityConfiguration {

    @Bean
    GrpcErrors hubifyGrpcErrors(RequestIds ids, RefusalLog log) {
        return new GrpcErrors(ids, log);
    }

    /** Spring Boot's own, which would come after this one, finds its place taken. */
    @Bean
    @GlobalServerInterceptor
    @Conditional(GrpcWithoutInterceptor.class)
    @ConditionalOnBooleanProperty(name = "hubify.resource.grpc.enabled", matchIfMissing = true)
    AuthenticationProcessInterceptor hubifyGrpcInterceptor(
            CredentialVerifier verifier, ResourceServerProperties properties, GrpcErrors errors) {
        return new AuthenticationProcessInterceptor(
                new GrpcAuthenticationManager(verifier, properties.maxStaleness(), errors),
                new GrpcCredentials(errors),
                new GrpcRules(properties, errors));
    }

    @Bean
    @ConditionalOnNotWebApplication
    static BeanGuard hubifyBeanGuard(ConfigurableListableBeanFactory beans) {
        return BeanGuard.byThread(beans);
    }
}
