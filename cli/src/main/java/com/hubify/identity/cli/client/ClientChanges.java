package com.hubify.identity.cli.client;

import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import java.util.ArrayList;
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

    /** Changes in a request. If its answer gets lost, so many secrets do. */
    private static final int MOST_AT_ONCE = 250;

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
     * @param place file and line; empty of a client that the file doesn't have
     * @param body what is sent
     * @param before the client as the server has it; empty for a new one
     */
    private record Change(Kind kind, String id, String place, int line, ObjectNode body, ObjectNode before) {

        String where() {
            return place.isEmpty() ? id : place + ": " + id;
        }

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
        Map<Change, Failure> refused = new HashMap<>();
        for (List<Change> some : batches()) {
            refused.putAll(refused(some, clients.rehearse(body(some), operator)));
        }
        if (!refused.isEmpty()) {
            throw ClientFile.failure(mistakes(refused));
        }
    }

    private static List<String> mistakes(Map<Change, Failure> refused) {
        return refused.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().line()))
                .map(entry -> entry.getKey().where() + ": " + entry.getValue().sentence())
                .toList();
    }

    /**
     * Makes all changes, or what can be made of them: {@link #failure} tells what can't. Run again, the command makes the rest.
     *
     * @return the secrets of new clients by their ids
     */
    public Map<String, String> apply(OperatorClients clients, Credential operator) {
        Map<String, String> secrets = new TreeMap<>();
        Optional<Failure> stopped = Optional.empty();
        for (List<Change> some : batches()) {
            stopped = stopped.or(() -> apply(some, clients, operator, secrets));
            stopped.ifPresent(failure -> some.forEach(change -> failed.put(change, failure)));
        }
        List<Change> deletions = of(Kind.DELETE);
        if (stopped.isPresent()) {
            Failure why = stopped.get();
            deletions.forEach(change -> failed.put(change, why));
        } else {
            failed.putAll(each(deletions, change -> clients.delete(change.id(), operator)));
        }
        changes.removeAll(failed.keySet());
        return secrets;
    }

    /** @return why none of them was made */
    private Optional<Failure> apply(
            List<Change> some, OperatorClients clients, Credential operator, Map<String, String> secrets) {
        try {
            ObjectNode answer = clients.apply(body(some), operator);
            failed.putAll(refused(some, answer));
            answer.path("created")
                    .forEach(made -> Json.text(made, ClientMember.ID)
                            .ifPresent(id ->
                                    Json.text(made, "client_secret").ifPresent(secret -> secrets.put(id, secret))));
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(failure);
        }
    }

    /** New clients and changed ones, as many as go into a request. */
    private List<List<Change>> batches() {
        List<Change> all =
                changes.stream().filter(change -> change.kind() != Kind.DELETE).toList();
        List<List<Change>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            batches.add(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
        }
        return batches;
    }

    private List<Change> of(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    private static ObjectNode body(List<Change> some) {
        ObjectNode body = Json.newObject();
        ArrayNode create = body.putArray("create");
        ArrayNode update = body.putArray("update");
        for (Change change : some) {
            if (change.kind() == Kind.CREATE) {
                create.add(change.body());
            } else {
                ObjectNode one = update.addObject().put(ClientMember.ID, change.id());
                change.version().ifPresent(version -> one.put("version", version));
                one.set("change", change.body());
            }
        }
        return body;
    }

    private static Map<Change, Failure> refused(List<Change> some, ObjectNode answer) {
        Map<String, String> messages = new HashMap<>();
        answer.path("refused")
                .forEach(refused -> messages.put(
                        refused.path(ClientMember.ID).asString(""),
                        SafeText.line(refused.path("message").asString(""))));
        Map<Change, Failure> failures = new HashMap<>();
        for (Change change : some) {
            String message = messages.get(change.id());
            if (message != null) {
                failures.put(change, new Failure(ExitCode.REFUSED, message, ""));
            }
        }
        return failures;
    }

    /** What could not be made, if anything, after {@link #apply}: each client is named. */
    public Optional<Failure> failure() {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        ExitCode exitCode = failed.values().stream()
                .map(Failure::exitCode)
                .filter(code -> code != ExitCode.REFUSED)
                .findFirst()
                .orElse(ExitCode.REFUSED);
        return Optional.of(new Failure(
                exitCode,
                failed.size() + " of " + (failed.size() + changes.size()) + " changes were not made.\n"
                        + ClientFile.told(mistakes(failed)),
                "Run the command again: it makes those that are left."));
    }

    private static Map<Change, Failure> each(List<Change> changes, Consumer<Change> act) {
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
