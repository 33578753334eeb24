package com.hubify.identity.server.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that follows the feed of revocations and notes what it is sent. */
final class FeedReader implements AutoCloseable {

    /** @param id empty if it had none */
    record Event(String id, String name, JsonNode data) {

        String ancestor() {
            return data.path("kind").asString() + " " + data.path("id").asString();
        }
    }

    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end;

    private FeedReader(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.end = CompletableFuture.runAsync(this::read, command -> {
            Thread thread = new Thread(command, "feed-reader");
            thread.setDaemon(true);
            thread.start();
        });
    }

    static FeedReader connect(String server, String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/v1/revocations"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new FeedReader(
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<?> response() {
        return response;
    }

    List<Event> events() {
        return events;
    }

    List<Event> revocations() {
        return events.stream()
                .filter(event -> event.name().equals("revocation"))
                .toList();
    }

    /**
     * What was revoked, without sessions of Clerk: it tells a moment later, in the middle of another test, of those that an
     * earlier sign-in has ended there.
     */
    List<String> revoked() {
        return revocations().stream()
                .map(Event::ancestor)
                .filter(ancestor -> !ancestor.startsWith("session sess_"))
                .toList();
    }

    /** The first event of that name, once it is there. */
    Event await(String name) {
        return await(name, 1);
    }

    /** One of several events of that name, counted from 1, once it is there. */
    Event await(String name, int which) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> events.stream()
                                .filter(event -> event.name().equals(name))
                                .skip(which - 1L)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void awaitRevoked(String ancestor) {
        Awaitility.await().atMost(LONG).until(() -> revoked().contains(ancestor));
    }

    void awaitEnd() {
        Awaitility.await().atMost(LONG).until(end::isDone);
    }

    boolean isConnected() {
        return !end.isDone();
    }

    @Override
    public void close() {
        response.body().close();
    }

    private void read() {
        List<String> lines = new ArrayList<>();
        response.body().forEach(line -> {
            if (line.isEmpty()) {
                events.add(event(lines));
                lines.clear();
            } else {
                lines.add(line);
            }
        });
    }

    private static Event event(List<String> lines) {
        return new Event(
                field(lines, "id: "),
                field(lines, "event: "),
                JsonMapper.shared().readTree(field(lines, "data: ")));
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }
}
