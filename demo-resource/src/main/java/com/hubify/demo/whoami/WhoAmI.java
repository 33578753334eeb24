package com.hubify.demo.whoami;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller as the service sees them.
 *
 * @param subject the person's id, or the client's where it acts for itself
 * @param kind {@code access_token}, {@code api_key}, {@code session_token}, or what else the service accepts of Clerk
 * @param scopes as they were granted
 * @param clientId the client the credential was issued to, where there is one
 * @param keyId the public id of the API key, for keys
 * @param organization the organization a person is acting in, for session tokens
 */
record WhoAmI(
        String subject,
        String kind,
        List<String> scopes,
        @Nullable String clientId,
        @Nullable String keyId,
        @Nullable Organization organization) {

    record Organization(String id, String slug, String role) {}
}
