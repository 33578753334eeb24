package com.hubify.identity.resource.issuer;

import com.hubify.identity.resource.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** What this service proves itself to the issuer with. */
public record ClientCredentials(String id, Secret secret) {

    /** As Basic authentication; both halves are form-encoded before they are joined (RFC 6749, section 2.3.1). */
    public String basic() {
        return HttpHeaders.encodeBasicAuth(
                URLEncoder.encode(id, StandardCharsets.UTF_8),
                URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8),
                StandardCharsets.US_ASCII);
    }
}
