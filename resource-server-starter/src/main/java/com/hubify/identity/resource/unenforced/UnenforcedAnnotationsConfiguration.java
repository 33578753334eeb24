package com.hubify.identity.resource.unenforced;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.bean.BeanInspection;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Comes after all that looks at beans and handlers at start, since it asks what they have seen. */
@Configuration(proxyBeanMethods = false)
public class UnenforcedAnnotationsConfiguration {

    @Bean
    UnenforcedAnnotations hubifyUnenforcedAnnotations(
            ConfigurableListableBeanFactory beans,
            BeanGuard guard,
            BeanInspection inspection,
            HandlerGuard handlers,
            ResourceServerProperties properties) {
        return new UnenforcedAnnotations(beans, guard, inspection, handlers, properties);
    }
}
