package com.hubify.clerk.backend;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which people are asked for, and in which order. */
final class UserQuery {

    private static final String[] KNOWN = {
        "user_id", "email_address", "username", "external_id", "organization_id", "banned", "query", "order_by"
    };

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

    static List<User> select(Directory directory, HttpServletRequest request) {
        Query query = Query.of(request, KNOWN);
        return directory.users().stream()
                .filter(user -> query.allows("user_id", user.id()))
                .filter(user -> query.allowsAnyCase("email_address", user.email()))
                .filter(user -> query.allowsAnyCase("username", user.profile().username()))
                .filter(user -> query.allows("external_id", user.profile().externalId()))
                .filter(user -> query.allows("banned", user.banned()))
                .filter(user -> query.allowsAmong("organization_id", organizations(directory, user)))
                .filter(query::finds)
                .sorted(order(query.text("order_by")))
                .toList();
    }

    private static Set<String> organizations(Directory directory, User user) {
        return directory.memberships(user).stream()
                .map(Membership::organizationId)
                .collect(Collectors.toSet());
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
