package com.hubify.identity.server.clerk.backend;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkHost;
import com.hubify.identity.server.clerk.ClerkJson;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkNotUnderstood;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.clerk.ClerkText;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.ClerkUser;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clerk's Backend API over HTTP. */
final class HttpClerkBackend implements ClerkBackend {

    private static final String VERSION = "2026-05-12";
    private static final int PAGE = 100;
    private static final int MOST_MEMBERSHIPS = 500;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RestClient http;
    private final ClerkRate rate;
    private final ClerkBackendTrouble trouble;
    private final int callsPerSecond;

    HttpClerkBackend(ClerkHost host, URI api, ClerkSecretKey key, ClerkRate rate, ClerkBackendTrouble trouble) {
        this.rate = rate;
        this.trouble = trouble;
        this.callsPerSecond = key.mostCalls() / 2 / (int) ClerkRate.WINDOW.toSeconds();
        this.http = RestClient.builder()
                .requestFactory(host.requests())
                .baseUrl(api.toString().replaceFirst("/+$", "") + "/v1")
                .defaultHeaders(headers -> {
                    headers.setBearerAuth(key.bearer());
                    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                    headers.set("Clerk-API-Version", VERSION);
                })
                .build();
    }

    @Override
    public Optional<ClerkUser> user(String userId) {
        requireUser(userId);
        JsonNode user =
                call(HttpMethod.GET, uri -> uri.pathSegment("users", userId).build());
        return Optional.ofNullable(user).map(it -> read(it, ClerkJson::user));
    }

    @Override
    public List<ClerkUser> users(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return List.of(); // without ids, everybody would be asked for
        }
        if (userIds.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("more than " + MOST_AT_ONCE + " people");
        }
        userIds.forEach(HttpClerkBackend::requireUser);
        return list(uri -> uri.pathSegment("users")
                        .queryParam("user_id", userIds)
                        .queryParam("limit", MOST_AT_ONCE)
                        .build())
                .map(users -> each(users, ClerkJson::user))
                .orElseThrow(HttpClerkBackend::misunderstood);
    }

    @Override
    public List<ClerkUser> usersWithEmail(String email) {
        return list(uri -> uri.pathSegment("users")
                        .queryParam("email_address", "{email}")
                        .queryParam("limit", PAGE)
                        .build(email))
                .map(users -> each(users, ClerkJson::user))
                .orElseThrow(HttpClerkBackend::misunderstood)
                .stream()
                .filter(user -> email.equalsIgnoreCase(user.email()))
                .toList();
    }

    @Override
    public List<ClerkMembership> memberships(String userId) {
        requireUser(userId);
        List<ClerkMembership> all = new ArrayList<>();
        int before = -1;
        while (all.size() > before && all.size() % PAGE == 0 && all.size() < MOST_MEMBERSHIPS) {
            before = all.size();
            all.addAll(memberships(userId, before));
        }
        return all;
    }

    private List<ClerkMembership> memberships(String userId, int offset) {
        return list(uri -> uri.pathSegment("users", userId, "organization_memberships")
                        .queryParam("limit", PAGE)
                        .queryParam("offset", offset)
                        .build())
                .map(page -> each(page, ClerkJson::membership))
                .orElseThrow(() -> new ClerkUnavailable("Clerk doesn't tell the organizations of a person", null));
    }

    @Override
    public Optional<MembershipPart> allMemberships(long offset) {
        return list(uri -> uri.pathSegment("organization_memberships")
                        .queryParam("order_by", "created_at")
                        .queryParam("limit", MEMBERSHIPS_AT_ONCE)
                        .queryParam("offset", offset)
                        .build())
                .map(page -> new MembershipPart(understood(page, ClerkJson::membership), page.size()));
    }

    @Override
    public List<ClerkSession> sessions(String userId) {
        requireUser(userId);
        return list(uri -> uri.pathSegment("sessions")
                        .queryParam("user_id", userId)
                        .queryParam("status", "active")
                        .queryParam("limit", PAGE)
                        .build())
                .map(sessions -> each(sessions, ClerkJson::session))
                .orElse(List.of());
    }

    @Override
    public boolean revokeSession(String sessionId) {
        return call(
                        HttpMethod.POST,
                        uri -> uri.pathSegment("sessions", sessionId, "revoke").build())
                != null;
    }

    @Override
    public Set<String> keyIds() {
        JsonNode keys = call(HttpMethod.GET, uri -> uri.pathSegment("jwks").build());
        JWKSet set = ClerkKeys.parsed(keys == null ? null : keys.toString());
        return ClerkKeys.ids(set);
    }

    @Override
    public int callsPerSecond() {
        return callsPerSecond;
    }

    /** A list, bare or in {@code data}; empty if what it is of is not there. */
    private Optional<JsonNode> list(Function<UriBuilder, URI> address) {
        JsonNode answer = call(HttpMethod.GET, address);
        if (answer == null) {
            return Optional.empty();
        }
        JsonNode list = answer.isArray() ? answer : answer.path("data");
        if (!list.isArray()) {
            throw misunderstood();
        }
        return Optional.of(list);
    }

    /** @return null if Clerk says that it is not there */
    private @Nullable JsonNode call(HttpMethod method, Function<UriBuilder, URI> address) {
        trouble.requireNoPause();
        if (!rate.take()) {
            throw ClerkUnavailable.notAsked("our share of calls to Clerk is used up", ClerkRate.WINDOW);
        }
        try {
            return http.method(method).uri(address).exchange((request, response) -> answer(response));
        } catch (RestClientException e) {
            throw trouble.unreachable(e);
        }
    }

    private @Nullable JsonNode answer(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (status == 401) {
            throw trouble.refused();
        }
        if (status == 429) {
            throw trouble.limited(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER));
        }
        JsonNode body = parsed(response);
        if (status / 100 != 2 && !isMissing(status, body)) {
            throw trouble.unreachable(new IOException("it answers " + status));
        }
        trouble.answered();
        return status / 100 == 2 ? body : null;
    }

    // Attack: a proxy's page, a wrong address or a gateway in trouble answers 404, and everybody counts as deleted.
    // Only
    // Clerk's own words count.
    private static boolean isMissing(int status, JsonNode body) {
        String code = body.path("errors").path(0).path("code").stringValue("");
        return status == 404 && code.equals("resource_not_found")
                // Not an outage: Clerk answers every question about organizations so while the feature is off.
                || status == 403 && code.equals("organization_not_enabled_in_instance");
    }

    private JsonNode parsed(ClientHttpResponse response) throws IOException {
        try {
            return JSON.readTree(new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw trouble.unreachable(new IOException("its answer is not JSON"));
        }
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        list.forEach(node -> all.add(read(node, reader)));
        return all;
    }

    // Attack: put something about oneself into Clerk that is not understood, and nobody's organizations are compared.
    private static <T> List<T> understood(JsonNode list, Function<JsonNode, T> reader) {
        List<T> some = new ArrayList<>();
        for (JsonNode document : list) {
            try {
                some.add(read(document, reader));
            } catch (ClerkNotUnderstood e) {
                // left out
            }
        }
        return some;
    }

    private static <T> T read(JsonNode document, Function<JsonNode, T> reader) {
        try {
            return reader.apply(document);
        } catch (IllegalArgumentException e) {
            throw new ClerkNotUnderstood(e);
        }
    }

    private static ClerkUnavailable misunderstood() {
        return new ClerkUnavailable("the answer of Clerk's Backend API can't be understood", null);
    }

    // It becomes part of a path.
    private static void requireUser(String userId) {
        if (!ClerkText.isUserId(userId)) {
            throw new IllegalArgumentException("not the id of a person at Clerk");
        }
    }
}
