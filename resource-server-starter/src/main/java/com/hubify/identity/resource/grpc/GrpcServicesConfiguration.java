package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import io.grpc.BindableService;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks gRPC services, also those of a server that the application builds without Spring gRPC. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(BindableService.class)
public class GrpcServicesConfiguration {

    @Bean
    GrpcServices hubifyGrpcServices(ListableBeanFactory beans, BeanGuard guard, ResourceServerProperties properties) {
        return new GrpcServices(beans, guard, properties.grpc().enabled());
    }
}
