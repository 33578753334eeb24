package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.registry.ClientChanged.Act;
import com.hubify.identity.server.client.registry.ClientRefused.Reason;
import com.hubify.identity.server.client.registry.RedisRegisteredClients.Read;
import com.hubify.identity.server.client.registry.RedisRegisteredClients.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Many clients at once, as a file of an operator says. All are checked before the first is stored: where one is refused, nothing
 * changes. Then they are stored in one go. Redis Cluster has no atomic write across its nodes, so each client is stored for itself:
 * one that somebody else changes between check and write stays as that left it, and is named.
 */
@Service
public class ClientBatches {

    /** Each record of the audit trail waits for the disk of Redis. */
    private static final int RECORDS_AT_ONCE = 64;

    private final ClientCatalog configured;
    private final RedisRegisteredClients stored;
    private final ClientViews views;
    private final ClientDrafts drafts;
    private final ApplicationEventPublisher events;

    ClientBatches(
            ClientCatalog configured,
            RedisRegisteredClients stored,
            ClientViews views,
            ClientDrafts drafts,
            ApplicationEventPublisher events) {
        this.configured = configured;
        this.stored = stored;
        this.views = views;
        this.drafts = drafts;
        this.events = events;
    }

    /**
     * One client of many.
     *
     * @param method of a new one, as for {@link Clients#create}
     * @param metadata of a new one; null for one that is there
     * @param change of one that is there
     * @param version of one that is there, as for {@link Clients#update}
     */
    public record Change(
            String id,
            @Nullable ClientMetadata metadata,
            String method,
            UnaryOperator<KnownClient> change,
            @Nullable Long version) {

        public static Change create(String id, ClientMetadata metadata, String method) {
            return new Change(id, metadata, method, client -> client, null);
        }

        public static Change update(String id, UnaryOperator<KnownClient> change, @Nullable Long version) {
            return new Change(id, null, "", change, version);
        }
    }

    /**
     * What came of it.
     *
     * @param refused by the clients' ids
     */
    public record Outcome(List<NewSecret> created, List<KnownClient> updated, Map<String, ClientRefused> refused) {}

    private record Planned(Act act, Write write, @Nullable String secret) {

        String id() {
            return write.after().clientId();
        }
    }

    /** What would be refused at this moment; stores nothing. */
    public Map<String, ClientRefused> rehearse(List<Change> changes) {
        Map<String, ClientRefused> refused = new TreeMap<>();
        plan(changes, refused);
        return refused;
    }

    /** Stores all; or nothing, where one is refused before. Each id is there once. */
    public Outcome apply(List<Change> changes, String operator) {
        Map<String, ClientRefused> refused = new TreeMap<>();
        List<Planned> planned = plan(changes, refused);
        if (!refused.isEmpty()) {
            return new Outcome(List.of(), List.of(), refused);
        }
        List<Boolean> written =
                stored.write(planned.stream().map(Planned::write).toList());
        List<Planned> done = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            Planned one = planned.get(i);
            if (written.get(i)) {
                done.add(one);
            } else {
                refused.put(one.id(), new ClientRefused(one.act() == Act.CREATED ? Reason.EXISTS : Reason.CHANGED));
            }
        }
        tell(done, operator);
        return outcome(done, refused);
    }

    private List<Planned> plan(List<Change> changes, Map<String, ClientRefused> refused) {
        Map<String, Read> present = new HashMap<>();
        stored.readAll(changes.stream().map(Change::id).toList())
                .forEach(read -> present.put(read.client().clientId(), read));
        List<Planned> planned = new ArrayList<>();
        for (Change change : changes) {
            try {
                planned.add(plan(change, Optional.ofNullable(present.get(change.id()))));
            } catch (ClientRefused e) {
                refused.put(change.id(), e);
            }
        }
        return planned;
    }

    private Planned plan(Change change, Optional<Read> present) {
        boolean isConfigured = configured.find(change.id()).isPresent();
        if (change.metadata() != null) {
            if (isConfigured || present.isPresent()) {
                throw new ClientRefused(Reason.EXISTS);
            }
            ClientDrafts.Draft draft = drafts.create(change.id(), change.metadata(), change.method());
            return new Planned(Act.CREATED, new Write(null, draft.client()), draft.secret());
        }
        if (isConfigured) {
            throw new ClientRefused(Reason.CONFIGURED);
        }
        Read before = present.orElseThrow(() -> new ClientRefused(Reason.UNKNOWN));
        if (change.version() != null && change.version() != before.client().changes()) {
            throw new ClientRefused(Reason.CHANGED);
        }
        return new Planned(Act.UPDATED, new Write(before, drafts.change(before.client(), change.change())), null);
    }

    private void tell(List<Planned> done, String operator) {
        ExecutorService threads = Executors.newFixedThreadPool(RECORDS_AT_ONCE);
        try {
            List<Future<?>> telling = new ArrayList<>();
            done.forEach(one -> telling.add(
                    threads.submit(() -> events.publishEvent(new ClientChanged(one.id(), operator, one.act())))));
            for (Future<?> each : telling) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private Outcome outcome(List<Planned> done, Map<String, ClientRefused> refused) {
        Map<String, KnownClient> shown = new HashMap<>();
        views.of(List.of(), done.stream().map(one -> one.write().after()).toList())
                .forEach(client -> shown.put(client.id(), client));
        List<NewSecret> created = new ArrayList<>();
        List<KnownClient> updated = new ArrayList<>();
        for (Planned one : done) {
            KnownClient client = shown.get(one.id());
            if (client != null && one.act() == Act.CREATED) {
                created.add(new NewSecret(client, one.secret()));
            } else if (client != null) {
                updated.add(client);
            }
        }
        return new Outcome(created, updated, refused);
    }
}
