package com.hubify.identity.settings;

import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Checks the values of known properties before anything reads them. Mistakes it finds: a value where members are
 * expected, as in {@code hubify.identity: x}, which Spring Boot ignores, so that the members are silently missing; and
 * the placeholder of an unset variable, which Spring Boot takes literally.
 */
final class SettingValues {

    private final List<ConfigurationPropertySource> sources;
    private final PropertySourcesPlaceholdersResolver placeholders;

    SettingValues(Environment environment) {
        this.sources = StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .toList();
        this.placeholders = new PropertySourcesPlaceholdersResolver(environment);
    }

    /**
     * Stops the start if the value is unusable.
     *
     * @param source property source that holds the property
     * @param known the property's node in the tree of known properties
     */
    void check(ConfigurationPropertyName name, ConfigurationPropertySource source, KnownProperties known) {
        String value = value(source, name);
        if (value == null) {
            return;
        }
        Settings.require(
                value.isEmpty() || !known.hasMembers(),
                name.toString(),
                "must be left out, or have settings below it in place of a value");
        if (source.equals(effective(name))) {
            Settings.requireResolved(resolved(value, name), name.toString());
        }
    }

    private String resolved(String value, ConfigurationPropertyName name) {
        try {
            return String.valueOf(placeholders.resolvePlaceholders(value));
        } catch (IllegalArgumentException e) {
            throw Settings.invalid(name.toString(), "holds a placeholder that can't be resolved");
        }
    }

    /**
     * The first source that has the property. A list is taken from one source alone, even if others have further
     * elements.
     */
    private @Nullable ConfigurationPropertySource effective(ConfigurationPropertyName name) {
        boolean isElement = name.isLastElementIndexed() && name.isNumericIndex(name.getNumberOfElements() - 1);
        ConfigurationPropertyName list = name.getParent();
        return sources.stream()
                .filter(source -> source.getConfigurationProperty(name) != null
                        || isElement
                                && (source.getConfigurationProperty(list) != null
                                        || source.getConfigurationProperty(list.append("[0]")) != null))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String value(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property == null || property.getValue() == null
                ? null
                : property.getValue().toString();
    }
}
