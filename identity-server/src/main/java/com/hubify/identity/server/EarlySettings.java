package com.hubify.identity.server;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Reads all settings of this server before anything else is made. So a wrong one is told alone, in its sentence, and not after
 * what had begun by then and is ended with warnings.
 */
@Component
final class EarlySettings implements BeanFactoryPostProcessor {

    /** By name: Spring Boot calls settings after their prefix, and to ask all others for their type might make some of them. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            if (name.startsWith("hubify.")) {
                beans.getBean(name);
            }
        }
    }
}
