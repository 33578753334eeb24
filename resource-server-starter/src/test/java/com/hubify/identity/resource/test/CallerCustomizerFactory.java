package com.hubify.identity.resource.test;

import java.util.List;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/** Lets {@link WithCaller} reach servlet services over a real port. For every test alike, so that they share contexts. */
final class CallerCustomizerFactory implements ContextCustomizerFactory {

    private static final boolean SERVLET = ClassUtils.isPresent(
                    "org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext",
                    CallerCustomizerFactory.class.getClassLoader())
            && ClassUtils.isPresent("jakarta.servlet.Filter", CallerCustomizerFactory.class.getClassLoader());

    private record Customizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration test) {
            if (SERVLET && context instanceof ServletWebServerApplicationContext) {
                context.getBeanFactory().registerSingleton("testCallerFilter", new CallerFilter());
            }
        }
    }

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new Customizer();
    }
}
