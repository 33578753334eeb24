package com.hubify.identity.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Reports which of our properties has a value of the wrong kind, and which kind it takes. Spring Boot's own analyzer
 * would show the value, which may be a secret that was written on the wrong line, and would name our internal classes.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // an InvalidSetting, which may be the cause of a BindException, is more specific
final class UnreadableSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final String OURS = "hubify.";

    private static final Map<Class<?>, String> KINDS = Map.of(
            Boolean.class, "true or false",
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Duration.class, "a time with its unit, such as 500ms, 10s or 30d",
            DataSize.class, "a size with its unit, such as 64KB or 2MB",
            URI.class, "an address");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String property = cause.getName().toString();
        if (!property.startsWith(OURS)) {
            return null;
        }
        return new FailureAnalysis(
                property + " must be " + kind(cause.getTarget().getType().resolve(Object.class)) + ".",
                "Change the property and start again. The list of all is docs/configuration.md in Hubify's repository.",
                cause);
    }

    /** The end of a sentence "PROPERTY must be …" for a property of this type. */
    static String kind(Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed.isEnum()) {
            return Arrays.stream(boxed.getEnumConstants())
                    .map(each ->
                            ((Enum<?>) each).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        String known = KINDS.get(boxed);
        return known != null
                ? known
                : boxed.isRecord() ? "left out, or have settings below it" : "a value of another kind";
    }
}
