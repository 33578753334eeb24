package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.api.OperatorCalls;
import com.hubify.identity.server.api.PageLimit;
import com.hubify.identity.server.client.registry.ClientRefused;
import com.hubify.identity.server.client.registry.Clients;
import com.hubify.identity.server.client.registry.KnownClient;
import com.hubify.identity.server.client.registry.NewSecret;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/clients}: for operators, with the scopes {@code clients:read} and {@code clients:write}. */
@RestController
@RequestMapping("/v1/clients")
class ClientController {

    private static final Scope READ = new Scope("clients:read");
    private static final Scope WRITE = new Scope("clients:write");

    private static final int LONGEST_ID = 200;

    private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

    private final Clients clients;
    private final OperatorCalls operators;
    private final Envelopes envelopes;

    ClientController(Clients clients, OperatorCalls operators, Envelopes envelopes) {
        this.clients = clients;
        this.operators = operators;
        this.envelopes = envelopes;
    }

    @GetMapping
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String cursor,
            HttpServletResponse response) {
        operators.require(token, READ);
        int most = PageLimit.parse(limit).value();
        if (cursor.length() > LONGEST_ID) {
            throw new ApiRefusal(ApiError.badRequest("cursor must be the next_cursor of the page before."));
        }
        List<KnownClient> found = clients.list(cursor, most + 1);
        List<KnownClient> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most ? page.get(most - 1).id() : null;
        return envelopes.page(response, page.stream().map(ClientJson::of).toList(), next);
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> show(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @PathVariable String id,
            HttpServletResponse response) {
        operators.require(token, READ);
        KnownClient client = clients.find(id)
                .orElseThrow(() -> new ApiRefusal(ApiError.of(404, "not_found", "There is no client of this id.")));
        return answer(HttpStatus.OK, client, ClientJson.of(client), response);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @RequestParam(name = DryRun.NAME, required = false) @Nullable String dryRun,
            InputStream body,
            HttpServletResponse response)
            throws IOException {
        ApiCaller operator = writer(token);
        boolean isRehearsal = DryRun.parse(dryRun);
        ClientBody asked = JsonBody.read(body, ClientBody.class);
        if (isRehearsal) {
            orRefusal(() -> {
                clients.rehearseCreation(asked.newId(), GivenScopes.of(operator, asked.newClient()), asked.newMethod());
                return true;
            });
            return ResponseEntity.noContent().build();
        }
        NewSecret made = orRefusal(() -> clients.create(
                asked.newId(), GivenScopes.of(operator, asked.newClient()), asked.newMethod(), operator.subject()));
        response.setHeader(
                HttpHeaders.LOCATION,
                URI.create("/v1/clients/" + made.client().id()).toString());
        return answer(HttpStatus.CREATED, made.client(), ClientJson.of(made), response);
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> update(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestParam(name = DryRun.NAME, required = false) @Nullable String dryRun,
            InputStream body,
            HttpServletResponse response)
            throws IOException {
        ApiCaller operator = writer(token);
        boolean isRehearsal = DryRun.parse(dryRun);
        ClientBody change = JsonBody.read(body, ClientBody.class);
        Long before = parseVersion(version);
        UnaryOperator<KnownClient> given = GivenScopes.of(operator, change);
        KnownClient client = orRefusal(() -> isRehearsal
                ? clients.rehearseUpdate(id, given, before)
                : clients.update(id, given, before, operator.subject()));
        return answer(HttpStatus.OK, client, ClientJson.of(client), response);
    }

    /** The answer alone shows the new secret. Without a body the one of before is good for an hour more. */
    @PostMapping("/{id}/rotate-secret")
    ResponseEntity<Map<String, @Nullable Object>> rotateSecret(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            InputStream body,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        ApiCaller operator = writer(token);
        RotateSecret asked = JsonBody.read(JsonBody.optional(contentType, body), RotateSecret.class);
        clients.find(id)
                .ifPresent(client ->
                        GivenScopes.require(operator, client.metadata().scopes()));
        NewSecret made = orRefusal(() -> clients.rotateSecret(id, asked.parse(), operator.subject()));
        return answer(HttpStatus.OK, made.client(), ClientJson.of(made), response);
    }

    @PostMapping("/{id}/disable")
    ResponseEntity<Map<String, @Nullable Object>> disable(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @PathVariable String id,
            HttpServletResponse response) {
        String operator = writer(token).subject();
        KnownClient client = orRefusal(() -> clients.disable(id, operator));
        return answer(HttpStatus.OK, client, ClientJson.of(client), response);
    }

    @PostMapping("/{id}/enable")
    ResponseEntity<Map<String, @Nullable Object>> enable(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            @PathVariable String id,
            HttpServletResponse response) {
        String operator = writer(token).subject();
        KnownClient client = orRefusal(() -> clients.enable(id, operator));
        return answer(HttpStatus.OK, client, ClientJson.of(client), response);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, @PathVariable String id) {
        String operator = writer(token).subject();
        orRefusal(() -> {
            clients.delete(id, operator);
            return true;
        });
    }

    private static <T> T orRefusal(Supplier<T> act) {
        try {
            return act.get();
        } catch (ClientRefused e) {
            throw ClientRefusals.of(e);
        }
    }

    private ApiCaller writer(@Nullable Jwt token) {
        return operators.require(token, WRITE);
    }

    private static @Nullable Long parseVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher version = VERSION.matcher(ifMatch);
        if (!version.matches()) {
            throw new ApiRefusal(ApiError.badRequest("If-Match must be the ETag of the client, or *."));
        }
        return Long.valueOf(Objects.requireNonNull(version.group(1)));
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(
            HttpStatus status, KnownClient client, Map<String, @Nullable Object> json, HttpServletResponse response) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .eTag("\"" + client.version() + "\"")
                .body(envelopes.of(response, json));
    }
}
