package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.api.JsonBody;
import com.hubify.identity.server.client.authentication.AuthenticatedService;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
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
        String service =
                AuthenticatedService.of(token, clients, "Only services that may introspect API keys report their use");
        UseReport report = JsonBody.read(JsonBody.bytes(body, UseReport.MAX_BYTES), UseReport.class);
        reports.add(report.parseUses(), report.parseBatch(), service);
    }
}
