package com.hubify.identity.resource.grpc;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.web.RefusalLog;
import io.grpc.BindableService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.security.AuthenticationProcessInterceptor;

/**
 * Authenticates calls of a gRPC server with a port of its own, which do not pass through the web filter chains. Calls
 * through the service's web server are HTTP requests and authenticated as such.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({BindableService.class, AuthenticationProcessInterceptor.class})
@Conditional(OnGrpcServer.class)
public class GrpcSecurityConfiguration {

    @Bean
    GrpcErrors hubifyGrpcErrors(RequestIds ids, RefusalLog log) {
        return new GrpcErrors(ids, log);
    }

    /** If the service has no interceptor of its own that authenticates calls of all its gRPC services. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(GrpcWithoutInterceptor.class)
    @ConditionalOnBooleanProperty(name = "hubify.resource.grpc.enabled", matchIfMissing = true)
    static class Closed {

        /** Makes Spring Boot's own interceptor back off. */
        @Bean
        AuthenticationProcessInterceptor hubifyGrpcInterceptor(
                CredentialVerifier verifier, ResourceServerProperties properties, KeyUses uses) {
            return new AuthenticationProcessInterceptor(
                    new GrpcAuthenticationManager(verifier, properties.maxStaleness(), uses),
                    new GrpcCredentials(),
                    new GrpcRules(properties));
        }

        @Bean
        GrpcGuard<?> hubifyGrpcGuard(
                @Qualifier("hubifyGrpcInterceptor") AuthenticationProcessInterceptor judge,
                GrpcErrors errors,
                Quotas quotas) {
            return new GrpcGuard<>(judge, errors, quotas);
        }

        @Bean
        GrpcServers hubifyGrpcServers(ConfigurableListableBeanFactory beans, GrpcGuard<?> guard) {
            return new GrpcServers(beans, guard);
        }
    }

    @Bean
    @ConditionalOnNotWebApplication
    static BeanGuard hubifyBeanGuard(ConfigurableListableBeanFactory beans) {
        return BeanGuard.byThread(beans);
    }
}
