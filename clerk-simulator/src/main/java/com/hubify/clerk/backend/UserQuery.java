package com.hubify.clerk.backend;

import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which people are asked for, and in which order. Several values of one parameter are alternatives. */
final class UserQuery {

    private static final Map<String, Function<User, @Nullable String>> FILTERS = Map.of(
            "user_id",
            User::id,
            "email_address",
            User::email,
            "username",
            user -> user.profile().username(),
            "external_id",
            user -> user.profile().externalId());

    /** Ids have a case, addresses and names have none. */
    private static final Set<String> ANY_CASE = Set.of("email_address", "username");

    private static final Map<String, Comparator<User>> ORDERS = Map.of(
            "created_at", Comparator.comparing(User::createdAt),
            "updated_at", Comparator.comparing(User::updatedAt),
            "last_sign_in_at",
                    Comparator.comparing(
                            user -> Optional.ofNullable(user.lastSignInAt()).orElse(Instant.EPOCH)),
            "email_address", text(User::email),
            "username", text(user -> user.profile().username()),
            "first_name", text(user -> user.profile().givenName()),
            "last_name", text(user -> user.profile().familyName()));

    private UserQuery() {}

    static List<User> select(List<User> users, HttpServletRequest request) {
        return users.stream()
                .filter(user -> FILTERS.entrySet().stream()
                        .allMatch(filter -> passes(
                                filter.getKey(),
                                filter.getValue().apply(user),
                                request.getParameterValues(filter.getKey()))))
                .filter(user -> contains(user, request.getParameter("query")))
                .sorted(order(request.getParameter("order_by")))
                .toList();
    }

    private static boolean passes(String filter, @Nullable String value, String @Nullable [] wanted) {
        return wanted == null
                || (value != null
                        && Stream.of(wanted)
                                .anyMatch(ANY_CASE.contains(filter) ? value::equalsIgnoreCase : value::equals));
    }

    private static boolean contains(User user, @Nullable String part) {
        return part == null
                || Stream.of(user.id(), user.label(), user.name().orElse(""))
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    }

    /** Ties are broken by id, so that pages neither repeat nor leave out. */
    private static Comparator<User> order(@Nullable String parameter) {
        // A plus sign that was not encoded arrives as a space.
        String asked = parameter == null ? "-created_at" : parameter.strip();
        boolean descending = asked.startsWith("-");
        Comparator<User> order = ORDERS.get(descending || asked.startsWith("+") ? asked.substring(1) : asked);
        if (order == null) {
            throw ClerkProblem.parameterInvalid("order_by", asked + " is not an order of users.");
        }
        return (descending ? order.reversed() : order).thenComparing(User::id);
    }

    private static Comparator<User> text(Function<User, @Nullable String> value) {
        return Comparator.comparing(
                user -> Optional.ofNullable(value.apply(user)).orElse(""));
    }
}
