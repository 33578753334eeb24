package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.client.registry.ClientBatches.Change;
import com.hubify.identity.server.client.registry.ClientRefused;
import com.hubify.identity.server.client.registry.KnownClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Body of the request that changes many clients.
 *
 * @param create new ones, each with its {@code client_id}
 * @param update those that are there
 */
record ChangeClients(
        @Nullable List<@Nullable ClientBody> create,
        @Nullable List<@Nullable Update> update) {

    /** Each holds a place in memory, in Redis' one thread and in the audit trail at the same time. */
    static final int MOST = 1_000;

    /** 4 KiB of each of them. */
    static final int MAX_BYTES = 4 << 20;

    /**
     * A client that is there.
     *
     * @param version the one that was read; whichever it is if left out
     * @param change as the body of {@code PATCH}
     */
    record Update(
            @Nullable String clientId,
            @Nullable Long version,
            @Nullable ClientBody change) {}

    /**
     * @param operator who may not give what they don't have
     * @param refused takes those that are wrong by themselves
     * @throws ApiRefusal if there are too many, or one has no id or is there twice
     */
    List<Change> changes(ApiCaller operator, Map<String, ClientRefused> refused) {
        List<Change> changes = new ArrayList<>();
        for (ClientBody body : all("create", create)) {
            String id = required(body.clientId());
            try {
                body.newId();
                changes.add(Change.create(id, GivenScopes.of(operator, body.newClient()), body.newMethod()));
            } catch (ClientRefused e) {
                refused.put(id, e);
            }
        }
        for (Update one : all("update", update)) {
            if (one.change() == null) {
                throw refusal("Each client in update needs its change.");
            }
            UnaryOperator<KnownClient> change = GivenScopes.of(operator, one.change());
            changes.add(Change.update(required(one.clientId()), change, one.version()));
        }
        requireEachOnce(changes, refused.size());
        return changes;
    }

    private static <T> List<T> all(String member, @Nullable List<@Nullable T> bodies) {
        List<T> all = new ArrayList<>();
        for (T body : Objects.requireNonNullElse(bodies, List.<@Nullable T>of())) {
            if (body == null) {
                throw refusal(member + " must not contain null.");
            }
            all.add(body);
        }
        return all;
    }

    private static String required(@Nullable String id) {
        if (id == null) {
            throw refusal("Each client needs its client_id.");
        }
        return id;
    }

    private void requireEachOnce(List<Change> changes, int refused) {
        int count = changes.size() + refused;
        if (count == 0 || count > MOST) {
            throw refusal("create and update must hold 1 to " + MOST + " clients together.");
        }
        Set<String> ids = new HashSet<>();
        if (!changes.stream().map(Change::id).allMatch(ids::add)) {
            throw refusal("create and update must name each client once.");
        }
    }

    private static ApiRefusal refusal(String message) {
        return new ApiRefusal(ApiError.badRequest(message));
    }
}
