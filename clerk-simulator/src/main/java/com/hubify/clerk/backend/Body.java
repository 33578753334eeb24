package com.hubify.clerk.backend;

import com.hubify.clerk.problem.ClerkProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request. Values of a wrong kind are refused by the name of the parameter. */
final class Body {

    private final Map<String, @Nullable Object> members;

    private Body(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** @param known parameters the endpoint takes; any other is refused */
    static Body of(Map<String, @Nullable Object> members, String... known) {
        members.keySet().stream()
                .filter(name -> !List.of(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ClerkProblem.parameterUnknown(name);
                });
        return new Body(members);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text, or null where there is none. */
    @Nullable
    String text(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof String)) {
            throw ClerkProblem.parameterInvalid(name, name + " must be a string.");
        }
        return (String) value;
    }

    /** The text as sent, also if null; the usual one if it was not sent. */
    @Nullable
    String text(String name, @Nullable String usual) {
        return has(name) ? text(name) : usual;
    }

    String required(String name) {
        return Optional.ofNullable(text(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> ClerkProblem.parameterMissing(name));
    }

    /** The first of a list of texts, or null. */
    @Nullable
    String first(String name) {
        return texts(name).stream().findFirst().orElse(null);
    }

    /** A list of texts, empty if there is none. */
    List<String> texts(String name) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw ClerkProblem.parameterInvalid(name, name + " must be a list of strings.");
    }

    /** A whole number above 0, or null where there is none. */
    @Nullable
    Long number(String name) {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer number && number > 0) {
            return number.longValue();
        }
        throw ClerkProblem.parameterInvalid(name, name + " must be a positive number.");
    }

    /** False where there is none. */
    boolean flag(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw ClerkProblem.parameterInvalid(name, name + " must be a boolean.");
        }
        return Boolean.TRUE.equals(value);
    }

    /** The object's members over the old ones; members with null go. Clerk merges deeply, members of members are replaced here. */
    Map<String, @Nullable Object> merged(String name, Map<String, @Nullable Object> old) {
        Map<String, @Nullable Object> all = new HashMap<>(old);
        all.putAll(object(name));
        all.values().removeIf(Objects::isNull);
        return all;
    }

    /** The object as sent; the usual one if it was not sent. */
    Map<String, @Nullable Object> object(String name, Map<String, @Nullable Object> usual) {
        return has(name) ? object(name) : usual;
    }

    /** An object, empty if there is none. */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> object(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof Map)) {
            throw ClerkProblem.parameterInvalid(name, name + " must be an object.");
        }
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }
}
