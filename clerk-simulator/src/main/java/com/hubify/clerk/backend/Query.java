package com.hubify.clerk.backend;

import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a list. One that has no effect would leave a test green for the wrong reason. */
final class Query {

    /** Every list is taken in parts, and SDKs may name the version of the API here. */
    private static final Set<String> EVERYWHERE = Set.of("limit", "offset", "__clerk_api_version");

    private final HttpServletRequest request;

    private Query(HttpServletRequest request) {
        this.request = request;
    }

    /** @param known parameters the endpoint takes; any other is refused */
    static Query of(HttpServletRequest request, String... known) {
        request.getParameterMap().keySet().stream()
                .filter(name -> !EVERYWHERE.contains(name) && !List.of(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ClerkProblem.parameterUnknown(name);
                });
        return new Query(request);
    }

    Page page() {
        return Page.of(request);
    }

    @Nullable
    String text(String name) {
        return request.getParameter(name);
    }

    /** Several values are alternatives; everything passes where the parameter was not sent. */
    boolean allows(String name, @Nullable String value) {
        return any(name, wanted -> wanted.equals(value));
    }

    boolean allowsAnyCase(String name, @Nullable String value) {
        return any(name, wanted -> wanted.equalsIgnoreCase(value));
    }

    /** True or false; either passes where the parameter was not sent. */
    boolean allows(String name, boolean value) {
        String wanted = text(name);
        if (wanted != null && !Set.of("true", "false").contains(wanted)) {
            throw ClerkProblem.parameterInvalid(name, name + " must be true or false.");
        }
        return wanted == null || wanted.equals(String.valueOf(value));
    }

    /** Clerk's ids with a sign: one of those with a plus or without sign, none of those with a minus. */
    boolean allowsAmong(String name, Set<String> values) {
        List<String> wanted = Arrays.stream(Objects.requireNonNullElse(request.getParameterValues(name), new String[0]))
                // A plus sign that was not encoded arrives as a space.
                .map(value -> value.startsWith("+") ? value.substring(1) : value.strip())
                .toList();
        List<String> included =
                wanted.stream().filter(value -> !value.startsWith("-")).toList();
        return wanted.stream().noneMatch(value -> value.startsWith("-") && values.contains(value.substring(1)))
                && (included.isEmpty() || included.stream().anyMatch(values::contains));
    }

    /** Whether the parameter {@code query} is part of what the person is called. */
    boolean finds(User user) {
        return finds(Stream.of(
                user.id(),
                user.label(),
                user.name().orElse(""),
                Objects.requireNonNullElse(user.profile().username(), "")));
    }

    /** Whether the parameter {@code query} is part of what the organization is called. */
    boolean finds(Organization organization) {
        return finds(Stream.of(organization.id(), organization.name(), organization.label()));
    }

    private boolean finds(Stream<String> texts) {
        String part = text("query");
        return part == null
                || texts.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    }

    private boolean any(String name, Predicate<String> passes) {
        String[] wanted = request.getParameterValues(name);
        return wanted == null || Arrays.stream(wanted).anyMatch(passes);
    }
}
