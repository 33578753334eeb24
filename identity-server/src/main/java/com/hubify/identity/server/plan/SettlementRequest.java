package com.hubify.identity.server.plan;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Body of a service's settlement.
 *
 * @param instance 16 random bytes in base64url, for as long as the service runs: how many use a budget decides how it is shared
 */
record SettlementRequest(
        @Nullable String instance, @Nullable List<@Nullable Entry> budgets) {

    static final int MAX_BYTES = 64 * 1024;

    private static final int INSTANCE_BYTES = 16;
    private static final int MOST_BUDGETS = 200;

    /** For one budget: more than a service can use in the moment between two settlements, or in an outage. */
    private static final long MOST_COUNT = 100_000;

    /** No braces: in a name of Redis they tell which part of it chooses the node. */
    private static final Pattern NAME = Pattern.compile("(?:key|caller|client|organization):[!-z|~]{1,255}");

    /** One budget. */
    record Entry(
            @Nullable String name,
            @Nullable Long used,
            @Nullable Long carried,
            @Nullable Long earlier,
            @Nullable Long returned,
            @Nullable Long wanted) {

        private String parseName() {
            require(name != null, "name must be a text.");
            return Objects.requireNonNull(name);
        }

        private boolean isReadable() {
            return name != null && NAME.matcher(name).matches();
        }

        private Claim parse() {
            return new Claim(
                    parseName(),
                    count(used, "used"),
                    carried == null ? 0 : count(carried, "carried"),
                    earlier == null ? 0 : count(earlier, "earlier"),
                    count(returned, "returned"),
                    count(wanted, "wanted"));
        }
    }

    /** @throws ApiRefusal if there is none */
    String parseInstance() {
        require(
                instance != null && RandomText.isOne(instance, INSTANCE_BYTES),
                "instance must be " + INSTANCE_BYTES + " random bytes in base64url.");
        return Objects.requireNonNull(instance);
    }

    /**
     * What is claimed of budgets whose names can be read. One odd name must not keep the others from being settled.
     *
     * @throws ApiRefusal naming the member that is missing or wrong
     */
    List<Claim> parseClaims() {
        return entries().stream().filter(Entry::isReadable).map(Entry::parse).toList();
    }

    /** The names that can't. */
    List<String> unreadable() {
        return entries().stream()
                .filter(entry -> !entry.isReadable())
                .map(Entry::parseName)
                .toList();
    }

    private List<Entry> entries() {
        List<@Nullable Entry> given = budgets == null ? List.of() : budgets;
        require(given.size() <= MOST_BUDGETS, "budgets must be at most " + MOST_BUDGETS + ".");
        Set<String> names = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : given) {
            require(entry != null, "budgets must be objects.");
            Entry known = Objects.requireNonNull(entry);
            require(names.add(known.parseName()), "budgets must name each budget once.");
            entries.add(known);
        }
        return entries;
    }

    private static long count(@Nullable Long value, String member) {
        require(
                value != null && value >= 0 && value <= MOST_COUNT,
                member + " must count from 0 to " + MOST_COUNT + ".");
        return Objects.requireNonNull(value);
    }

    private static void require(boolean isSo, String message) {
        if (!isSo) {
            throw new ApiRefusal(ApiError.badRequest(message));
        }
    }
}
