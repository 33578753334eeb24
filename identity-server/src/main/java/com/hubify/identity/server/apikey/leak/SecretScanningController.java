package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes reports of keys that were found in public, as GitHub sends them to its partners. The signature is checked before
 * anything is read; a request without a good one is told no more than that.
 */
@RestController
@EnableConfigurationProperties(SecretScanningProperties.class)
class SecretScanningController {

    /** Whatever {@code hubify.request} allows: a thousand matches with long addresses. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final ReportSignatures signatures;
    private final LeakedKeys leaked;
    private final ApplicationEventPublisher events;

    SecretScanningController(SecretScanningProperties properties, LeakedKeys leaked, ApplicationEventPublisher events) {
        this.signatures = new ReportSignatures(properties.keys());
        this.leaked = leaked;
        this.events = events;
    }

    @PostMapping(path = "/webhooks/secret-scanning", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Map<String, String>> report(HttpServletRequest request, InputStream body) throws IOException {
        if (!signatures.areExpected()) {
            throw new ApiRefusal(ApiError.of(404, "not_found", "There is nothing here."));
        }
        return verified(request, body).stream()
                .map(found -> found.answer(leaked.disarm(found.token(), found.place())))
                .toList();
    }

    private List<Finding> verified(HttpServletRequest request, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw refused(ApiError.of(413, "payload_too_large", "The report is too large."), "too large");
        }
        String identifier = only(request, "Github-Public-Key-Identifier");
        if (!signatures.verify(identifier, only(request, "Github-Public-Key-Signature"), bytes)) {
            throw refused(ApiError.of(401, "unauthorized", "The report has no valid signature."), "no valid signature");
        }
        return Finding.read(bytes)
                .orElseThrow(() -> refused(ApiError.badRequest("The report can't be read."), "not a list of matches"));
    }

    /** Of two headers, a proxy could have looked at the other one. */
    private static @Nullable String only(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.size() == 1 ? values.get(0) : null;
    }

    private ApiRefusal refused(ApiError error, String reason) {
        events.publishEvent(new Refusal(error.code(), "report of leaked keys: " + reason, "", "", false));
        return new ApiRefusal(error);
    }
}
