package com.hubify.identity.server;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Binds all settings of this server before any other bean is created, so that a wrong setting is the only failure in the
 * log and not buried under the shutdown of what had started before it.
 */
@Component
final class EarlySettings implements BeanFactoryPostProcessor {

    /**
     * By bean name, which Spring Boot derives from the prefix: asking for the type of every bean might create some of them.
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            if (name.startsWith("hubify.")) {
                beans.getBean(name);
            }
        }
    }
}
