package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.client.HubifyClientSettings;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/api-keys/uses}: services report how often they accepted keys. For clients that may introspect keys, by the access
 * token with which they read revocations. The answer does not show which keys exist.
 */
@RestController
class UseReportController {

    /** A token that only goes from a service to this server. Others it sends to services, which must not report in its name. */
    private static final Scope NEEDED = new Scope("revocations:read");

    private final UseReports reports;
    private final RegisteredClientRepository clients;

    UseReportController(UseReports reports, RegisteredClientRepository clients) {
        this.reports = reports;
        this.clients = clients;
    }

    @PostMapping(path = "/v1/api-keys/uses", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token, InputStream body)
            throws IOException {
        String service = service(ApiCaller.of(token));
        UseReport report = JsonBody.read(JsonBody.bytes(body, UseReport.MAX_BYTES), UseReport.class);
        reports.add(report.parseUses(), report.parseBatch(), service);
    }

    private String service(ApiCaller caller) {
        caller.require(NEEDED);
        RegisteredClient client = caller.isPerson() ? null : clients.findByClientId(caller.subject());
        if (client == null || !HubifyClientSettings.mayIntrospect(client)) {
            throw new ApiRefusal(
                    ApiError.of(
                            403,
                            "forbidden",
                            "Only services that may introspect API keys report their use: the client's registration lacks introspection: true."));
        }
        return client.getClientId();
    }
}
