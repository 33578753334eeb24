package com.hubify.identity.server.grant.document;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stored grant. Members and type keep their names: other versions of this server read them.
 *
 * @param form version of this form: another one is refused, where a new member that may be ignored needs no other version
 * @param signIn the person and their sign-in, once there is one
 * @param asked the authorization request, of the code flow
 * @param state of the consent page, as a digest
 * @param deviceScopes what a device asked for, until the person has decided
 * @param tokens by their parameter names, as digests
 * @param organization for which the person acts; absent if for themselves, and in documents of earlier releases
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("grant")
record GrantDocument(
        int form,
        String id,
        String clientId,
        String principalName,
        String grantType,
        List<String> scopes,
        @Nullable SignIn signIn,
        @Nullable Asked asked,
        @Nullable String state,
        @Nullable List<String> deviceScopes,
        Map<String, Token> tokens,
        @Nullable String organization) {

    static final int FORM = 2;

    GrantDocument {
        if (form != FORM) {
            throw new IllegalArgumentException("form " + form);
        }
        Stream.of(id, clientId, principalName, grantType, scopes, tokens).forEach(Objects::requireNonNull);
    }

    /** @param authenticatedAt absent if unknown, as in documents of earlier releases */
    record SignIn(
            String account,
            String sessionId,
            Instant signedInAt,
            @Nullable Instant authenticatedAt) {

        SignIn {
            Stream.of(account, sessionId, signedInAt).forEach(Objects::requireNonNull);
        }
    }

    /** @param parameters texts, or lists of texts where a parameter was sent more than once */
    record Asked(
            String authorizationUri,
            String clientId,
            @Nullable String redirectUri,
            List<String> scopes,
            @Nullable String state,
            Map<String, Object> parameters) {

        Asked {
            Stream.of(authorizationUri, clientId, scopes, parameters).forEach(Objects::requireNonNull);
        }
    }

    record Token(
            String value,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            boolean invalidated,
            @Nullable List<String> scopes) {

        Token {
            Objects.requireNonNull(value);
        }
    }
}
