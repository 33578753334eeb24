package com.hubify.identity.settings;

import com.hubify.identity.protocol.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NativeDetector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Stops the start if a property below {@code hubify} is unknown, has no effect in this program, or has an unusable
 * value (see {@link SettingValues}). Spring Boot ignores a name with a typing error: {@code rulse} in place of
 * {@code rules} would open the paths that the rules were meant to protect. {@link EnvironmentVariables} checks
 * environment variables, which cannot always be told from those of other programs.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownProperties implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("hubify");

    private static final Predicate<String> NO_SETTINGS =
            Pattern.compile("document(\\[\\d+].*)?").asMatchPredicate();

    /**
     * Where a service may have properties of its own, an unknown name within this edit distance of one of ours is taken
     * for a typing error.
     */
    static final int SLIP = 2;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (NativeDetector.inNativeImage()) {
            return; // A native image contains neither the metadata nor the records' components.
        }
        KnownProperties known = KnownProperties.of(context);
        SettingValues values = new SettingValues(context.getEnvironment());
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
            if (source instanceof IterableConfigurationPropertySource names
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                names.stream()
                        .filter(name -> name.equals(ROOT) || ROOT.isAncestorOf(name))
                        .forEach(name -> check(name, known).ifPresent(node -> values.check(name, source, node)));
            }
        }
        EnvironmentVariables variables = new EnvironmentVariables(known);
        for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
            requireSettings(source);
            if (source instanceof SystemEnvironmentPropertySource environment) {
                Arrays.stream(environment.getPropertyNames()).forEach(variables::check);
            }
        }
    }

    /** Spring Boot silently reads a YAML file that holds a list or a single word as one property named "document". */
    private static void requireSettings(PropertySource<?> source) {
        if (source instanceof OriginTrackedMapPropertySource file
                && file.getPropertyNames().length > 0
                && Arrays.stream(file.getPropertyNames()).allMatch(NO_SETTINGS)) {
            throw Settings.invalid(file.getName(), "holds a list or a single word in place of settings");
        }
    }

    /** The property's node in the tree; empty if the property may be the service's own. */
    private static Optional<KnownProperties> check(ConfigurationPropertyName name, KnownProperties known) {
        KnownProperties node = known;
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            KnownProperties next = node.member(name.getElement(i, Form.ORIGINAL));
            if (next == null) {
                refuse(name, i, node);
                return Optional.empty();
            }
            if (next.isIgnored()) {
                throw Settings.invalid(
                        name.toString(),
                        "has no effect in this program, which is not a resource server on the starter");
            }
            node = next;
        }
        return Optional.of(node);
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
                nearest.map(known -> "is not a known property; the most similar one is " + parent.append(known))
                        .orElseGet(() -> "is not a known property; " + parent + " has no members"));
    }
}
