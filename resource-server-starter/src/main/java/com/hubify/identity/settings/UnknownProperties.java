package com.hubify.identity.settings;

import com.hubify.identity.protocol.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NativeDetector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Stops the start where a property below {@code hubify} is not known, or has no effect in this program. A name with a typing
 * error would be passed over, and {@code rulse} in place of {@code rules} would open what the rules were to close.
 * Environment variables are looked at by {@link EnvironmentVariables}, since not every name can be told from a property's.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownProperties implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("hubify");

    /** So many letters apart, a name among others' is taken for one of ours with a typing error. */
    static final int SLIP = 2;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (NativeDetector.inNativeImage()) {
            return; // It holds neither the metadata nor the records' components.
        }
        ClassLoader loader = context.getClassLoader();
        KnownProperties known =
                KnownProperties.onClassPath(loader == null ? getClass().getClassLoader() : loader);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
            if (source instanceof IterableConfigurationPropertySource names
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                names.stream().filter(ROOT::isAncestorOf).forEach(name -> check(name, known));
            }
        }
        EnvironmentVariables variables = new EnvironmentVariables(known);
        for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
            if (source instanceof SystemEnvironmentPropertySource environment) {
                Arrays.stream(environment.getPropertyNames()).forEach(variables::check);
            }
        }
    }

    private static void check(ConfigurationPropertyName name, KnownProperties known) {
        KnownProperties node = known;
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            KnownProperties next = node.member(name.getElement(i, Form.ORIGINAL));
            if (next == null) {
                refuse(name, i, node);
                return;
            }
            if (next.isIgnored()) {
                throw Settings.invalid(
                        name.toString(), "has no effect in this program, which is no service on the starter");
            }
            node = next;
        }
    }

    private static void refuse(ConfigurationPropertyName name, int element, KnownProperties siblings) {
        String written = name.getElement(element, Form.DASHED);
        Optional<String> nearest =
                siblings.names().stream().min(Comparator.comparingInt(known -> Spelling.distance(written, known)));
        if (siblings.isOpen() && (nearest.isEmpty() || Spelling.distance(written, nearest.get()) > SLIP)) {
            return;
        }
        ConfigurationPropertyName parent = name.chop(element);
        throw Settings.invalid(
                name.toString(),
                nearest.map(known -> "is not a known property; the nearest one is " + parent.append(known))
                        .orElseGet(() -> "is not a known property; " + parent + " has no members"));
    }
}
