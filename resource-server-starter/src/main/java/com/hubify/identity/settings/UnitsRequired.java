package com.hubify.identity.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Refuses durations and sizes without a unit in our properties. Spring Boot takes such numbers for milliseconds and
 * bytes: {@code max-size: 64}, meant in kilobytes, would refuse nearly every request, and {@code refresh-grace: 60},
 * meant in seconds, would allow practically no grace.
 */
final class UnitsRequired extends AbstractBindHandler {

    /** Only our groups: a service's own properties below {@code hubify} are not checked. */
    private static final List<ConfigurationPropertyName> OURS = Stream.of(
                    "hubify.identity", "hubify.resource", "hubify.request")
            .map(ConfigurationPropertyName::of)
            .toList();

    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+\\s*");

    /** 0 and -1 (no limit) mean the same in every unit. */
    private static final Set<String> UNITLESS = Set.of("0", "-1");

    private final PropertySourcesPlaceholdersResolver placeholders;

    UnitsRequired(BindHandler parent, Environment environment) {
        super(parent);
        this.placeholders = new PropertySourcesPlaceholdersResolver(environment);
    }

    @Override
    public @Nullable Object onSuccess(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        if (isOurs(name) && (result instanceof Duration || result instanceof DataSize)) {
            String value = value(name, context.getConfigurationProperty());
            Settings.require(
                    !NUMBER.matcher(value).matches() || UNITLESS.contains(value),
                    name.toString(),
                    "must be " + UnreadableSettingFailureAnalyzer.kind(result.getClass()));
        }
        return super.onSuccess(name, target, context, result);
    }

    private static boolean isOurs(ConfigurationPropertyName name) {
        return OURS.stream().anyMatch(group -> group.isAncestorOf(name));
    }

    private String value(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
        return property == null || !property.getName().equals(name)
                ? ""
                : String.valueOf(placeholders.resolvePlaceholders(property.getValue()));
    }
}
