package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import io.grpc.BindableService;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Also for services of a gRPC server that the application builds itself, of which Spring gRPC knows nothing. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(BindableService.class)
public class GrpcServicesConfiguration {

    @Bean
    GrpcServices hubifyGrpcServices(ListableBeanFactory beans, BeanGuard guard, ResourceServerProperties properties) {
        return new GrpcServices(beans, guard, properties.grpc().enabled());
    }
}
