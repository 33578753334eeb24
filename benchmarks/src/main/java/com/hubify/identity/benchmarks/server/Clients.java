package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Exchange;
import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.Requests;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What clients of one server send, over any number of connections. What they need for it is had beforehand. */
final class Clients {

    private static final int TOKENS = 100;
    private static final int KEYS = 50;
    private static final int GRANTS = 8;
    private static final String ACTIVE = "\"active\":true";

    private final TokenServer server;
    private final Person person;
    private final String introspector;
    private final int mostConnections;
    private final Map<Work, List<Exchange>> exchanges = new EnumMap<>(Work.class);

    /**
     * @param introspector the {@code Authorization} of a client that may ask about tokens
     * @param mostConnections how many there will be at once
     */
    Clients(TokenServer server, Person person, String introspector, int mostConnections) {
        this.server = server;
        this.person = person;
        this.introspector = introspector;
        this.mostConnections = mostConnections;
    }

    /** One exchange for each connection. A connection that goes on later goes on where it was. */
    List<Exchange> of(Work work, int connections) {
        return exchanges.computeIfAbsent(work, this::prepare).subList(0, connections);
    }

    private List<Exchange> prepare(Work work) {
        return switch (work) {
            case TOKEN -> asks(List.of(Requests.token(server.endpoint())), "\"access_token\"");
            case JWKS -> asks(List.of(Requests.get(server.base().resolve("/oauth2/jwks"))), "\"keys\"");
            case INTROSPECTION -> asks(introspections(several(TOKENS, this::machineToken)), ACTIVE);
            case KEYS -> {
                String token = person.grant().path("access_token").asString();
                yield asks(introspections(several(KEYS, () -> person.apiKey(token))), ACTIVE);
            }
            case USERINFO ->
                asks(
                        several(
                                        GRANTS,
                                        () -> person.grant()
                                                .path("access_token")
                                                .asString())
                                .stream()
                                .map(token -> Requests.get(
                                        server.base().resolve("/userinfo"), "Authorization: Bearer " + token))
                                .toList(),
                        "\"sub\"");
            case REFRESH ->
                IntStream.range(0, mostConnections)
                        .<Exchange>mapToObj(i -> new Refreshes(server.endpoint(), person.grant()))
                        .toList();
        };
    }

    /** Sends these requests in turn over each connection. */
    private List<Exchange> asks(List<byte[]> requests, String expected) {
        return IntStream.range(0, mostConnections)
                .<Exchange>mapToObj(i -> new Turns(requests, new AtomicInteger(i), expected))
                .toList();
    }

    private List<byte[]> introspections(List<String> credentials) {
        URI endpoint = server.base().resolve("/oauth2/introspect");
        return credentials.stream()
                .map(credential -> Requests.post(endpoint, introspector, Map.of("token", credential)))
                .toList();
    }

    private String machineToken() {
        return HttpConnection.ask(server.base(), Requests.token(server.endpoint()))
                .path("access_token")
                .asString();
    }

    private static List<String> several(int count, Supplier<String> source) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(source.get());
        }
        return all;
    }

    private record Turns(List<byte[]> requests, AtomicInteger next, String expected) implements Exchange {

        @Override
        public byte[] request() {
            return requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
        }

        @Override
        public void answered(String body) {
            if (!body.contains(expected)) {
                throw new IllegalStateException("Not what is measured: " + body);
            }
        }
    }

    /** A family of refresh tokens: each answer brings the next one. */
    private static final class Refreshes implements Exchange {

        private static final String MEMBER = "\"refresh_token\":\"";

        private final URI endpoint;
        private String token;

        Refreshes(URI endpoint, JsonNode grant) {
            this.endpoint = endpoint;
            this.token = grant.path("refresh_token").asString();
        }

        @Override
        public byte[] request() {
            return Requests.post(
                    endpoint,
                    Requests.basic(Person.CLIENT, Person.SECRET),
                    Map.of("grant_type", "refresh_token", "refresh_token", token));
        }

        @Override
        public void answered(String body) {
            int from = body.indexOf(MEMBER) + MEMBER.length();
            if (from < MEMBER.length()) {
                throw new IllegalStateException("No refresh token in " + body);
            }
            token = body.substring(from, body.indexOf('"', from));
        }
    }
}
