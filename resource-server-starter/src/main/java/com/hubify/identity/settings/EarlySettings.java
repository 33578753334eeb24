package com.hubify.identity.settings;

import java.util.Collection;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds and validates our settings before the first bean is created. A wrong one is then reported alone, in one
 * sentence, and not after a warning that lists the beans through which Spring reached it. Groups of which nothing is
 * set are left to the beans: only they know whether the group is required.
 */
final class EarlySettings implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String OURS = "com.hubify.identity.";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return; // Ahead-of-time processing does not know the settings that the program will run with.
        }
        ConfigurableApplicationContext context = event.getApplicationContext();
        ConfigurableEnvironment environment = context.getEnvironment();
        // Beans bind their settings again, and some are not bound here.
        context.getBeanFactory()
                .registerSingleton(UnitsRequired.class.getName(), (ConfigurationPropertiesBindHandlerAdvisor)
                        handler -> new UnitsRequired(handler, environment));
        if (NativeDetector.inNativeImage()) {
            return; // A native image does not contain the metadata.
        }
        Binder binder = Binder.get(
                environment, new UnitsRequired(new IgnoreTopLevelConverterNotFoundBindHandler(), environment));
        KnownProperties.of(context).records().forEach((prefix, records) -> bind(binder, prefix, records));
    }

    private static void bind(Binder binder, String prefix, Collection<Class<?>> records) {
        for (Class<?> record : records) {
            if (record.getName().startsWith(OURS)) {
                binder.bind(prefix, Bindable.of(record));
            }
        }
    }
}
