package com.hubify.identity.resource.issuer;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Client id and secret of this service at the issuer. */
public record ClientCredentials(String id, Secret secret) {

    public static Optional<ClientCredentials> of(ResourceServerProperties properties) {
        String id = properties.clientId();
        Secret secret = properties.clientSecret();
        return id == null || secret == null ? Optional.empty() : Optional.of(new ClientCredentials(id, secret));
    }

    /** As Basic authentication; both halves are form-encoded before they are joined (RFC 6749, section 2.3.1). */
    public String basic() {
        return HttpHeaders.encodeBasicAuth(
                URLEncoder.encode(id, StandardCharsets.UTF_8),
                URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8),
                StandardCharsets.US_ASCII);
    }
}
