package com.hubify.identity.cli.client;

import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What has to change at the server until its clients are as a file says. */
public final class ClientChanges {

    /** Requests at once. */
    private static final int ABREAST = 8;

    private final List<Change> changes = new ArrayList<>();
    private final Map<Change, Failure> failed = new HashMap<>();
    private int unchanged;

    private ClientChanges() {}

    /** What is done to a client. */
    private enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * @param place file and line; of a client that the file doesn't have, the file
     * @param body what is sent
     * @param before the client as the server has it; empty for a new one
     */
    private record Change(Kind kind, String id, String place, int line, ObjectNode body, ObjectNode before) {

        Optional<Long> version() {
            JsonNode version = before.path("version");
            return version.isIntegralNumber() ? Optional.of(version.asLong()) : Optional.empty();
        }
    }

    /**
     * Compares.
     *
     * @param present all clients of the server
     * @param prune whether those that the file doesn't have are to be deleted
     * @throws Failure if the file has a client of the server's configuration
     */
    public static ClientChanges between(ClientFile file, List<ObjectNode> present, boolean prune) {
        Map<String, ObjectNode> rest = new TreeMap<>();
        present.forEach(client -> rest.put(client.path(ClientMember.ID).asString(""), client));
        ClientChanges all = new ClientChanges();
        List<String> mistakes = new ArrayList<>();
        for (ClientFile.Desired desired : file.clients()) {
            ObjectNode before = rest.remove(desired.id());
            if (before != null && isConfigured(before)) {
                mistakes.add(desired.place() + ": " + desired.id()
                        + " is one of the server's configuration, which alone changes it.");
            } else {
                all.compare(desired, before == null ? Json.newObject() : before);
            }
        }
        if (!mistakes.isEmpty()) {
            throw ClientFile.failure(mistakes);
        }
        if (prune) {
            rest.values().stream()
                    .filter(client -> !isConfigured(client))
                    .forEach(client -> all.changes.add(new Change(
                            Kind.DELETE, client.path(ClientMember.ID).asString(""), "", 0, Json.newObject(), client)));
        }
        return all;
    }

    private static boolean isConfigured(ObjectNode client) {
        return client.path("source").asString("").equals("configuration");
    }

    private void compare(ClientFile.Desired desired, ObjectNode before) {
        ObjectNode body = Json.newObject();
        for (ClientMember member : ClientMember.values()) {
            JsonNode value = member.sent(desired.members(), desired.id());
            if (before.isEmpty() || !member.areEqual(value, before.path(member.word()))) {
                body.set(member.word(), value);
            }
        }
        if (before.isEmpty()) {
            body.put(ClientMember.ID, desired.id());
            changes.add(new Change(Kind.CREATE, desired.id(), desired.place(), desired.line(), body, before));
        } else if (body.isEmpty()) {
            unchanged++;
        } else {
            changes.add(new Change(Kind.UPDATE, desired.id(), desired.place(), desired.line(), body, before));
        }
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** For people: what is done to which client, and each member as it is and as it will be. No secret is among them. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(
                            switch (change.kind()) {
                                case CREATE -> "+ ";
                                case UPDATE -> "~ ";
                                case DELETE -> "- ";
                            })
                    .append(change.id())
                    .append('\n');
            change.body().propertyNames().stream()
                    .filter(member -> !member.equals(ClientMember.ID))
                    .forEach(member -> text.append("    ")
                            .append(member)
                            .append(": ")
                            .append(
                                    change.kind() == Kind.UPDATE
                                            ? change.before().path(member) + " -> "
                                            : "")
                            .append(change.body().path(member))
                            .append('\n'));
        }
        return text + "" + changes.size() + " to change, " + unchanged + " as they should be.";
    }

    /** For programs: the ids by what is done to them. */
    public ObjectNode result() {
        ObjectNode result = Json.newObject();
        for (Kind kind : Kind.values()) {
            ArrayNode ids = result.putArray(word(kind));
            changes.stream().filter(change -> change.kind() == kind).forEach(change -> ids.add(change.id()));
        }
        return result.put("unchanged", unchanged);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case CREATE -> "created";
            case UPDATE -> "updated";
            case DELETE -> "deleted";
        };
    }

    /**
     * Has the server check all changes without making one.
     *
     * @throws Failure that names each place that the server refuses
     */
    public void rehearse(OperatorClients clients, Credential operator) {
        Map<Change, Failure> refused = each(change -> {
            switch (change.kind()) {
                case CREATE -> clients.rehearseCreation(change.body(), operator);
                case UPDATE -> clients.rehearseUpdate(change.id(), change.body(), change.version(), operator);
                case DELETE -> {}
            }
        });
        if (!refused.isEmpty()) {
            throw firstThatIsNoMistake(refused).orElseGet(() -> ClientFile.failure(mistakes(refused)));
        }
    }

    /** An operator without the scope has no mistake in the file. */
    private static Optional<Failure> firstThatIsNoMistake(Map<Change, Failure> refused) {
        return refused.values().stream()
                .filter(failure -> failure.exitCode() != ExitCode.REFUSED)
                .findFirst();
    }

    private static List<String> mistakes(Map<Change, Failure> refused) {
        return refused.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().line()))
                .map(entry -> entry.getKey().place() + ": " + entry.getKey().id() + ": "
                        + entry.getValue().sentence())
                .toList();
    }

    /**
     * Makes all changes.
     *
     * @return the secrets of new clients by their ids
     * @throws Failure if one can't be made; the others are, and run again, the command makes the rest
     */
    public Map<String, String> apply(OperatorClients clients, Credential operator) {
        Map<String, String> secrets = Collections.synchronizedMap(new TreeMap<>());
        Map<Change, Failure> failed = each(change -> {
            switch (change.kind()) {
                case CREATE ->
                    Json.text(clients.create(change.body(), operator), "client_secret")
                            .ifPresent(secret -> secrets.put(change.id(), secret));
                case UPDATE -> clients.update(change.id(), change.body(), change.version(), operator);
                case DELETE -> clients.delete(change.id(), operator);
            }
        });
        changes.removeAll(failed.keySet());
        this.failed.putAll(failed);
        return secrets;
    }

    /** What could not be made, if anything, after {@link #apply}. */
    public Optional<Failure> failure() {
        return failed.entrySet().stream()
                .findFirst()
                .map(entry -> new Failure(
                        entry.getValue().exitCode(),
                        failed.size() + " of " + (failed.size() + changes.size()) + " changes were not made. "
                                + entry.getKey().id() + ": " + entry.getValue().sentence(),
                        "Run the command again: it makes those that are left."));
    }

    private Map<Change, Failure> each(Consumer<Change> act) {
        ExecutorService threads = Executors.newFixedThreadPool(ABREAST);
        try {
            Map<Change, Future<Optional<Failure>>> running = new HashMap<>();
            changes.forEach(change -> running.put(change, threads.submit(() -> outcome(change, act))));
            Map<Change, Failure> failures = new HashMap<>();
            running.forEach((change, outcome) -> result(outcome).ifPresent(failure -> failures.put(change, failure)));
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<Failure> outcome(Change change, Consumer<Change> act) {
        try {
            act.accept(change);
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(failure);
        }
    }

    private static Optional<Failure> result(Future<Optional<Failure>> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
