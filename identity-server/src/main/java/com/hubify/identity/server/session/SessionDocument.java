package com.hubify.identity.server.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * Session attributes other than strings and numbers. Types and members keep their names: other versions of this server read
 * them. The list of types keeps a document from naming any other class.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignInDocument.class, name = "sign-in"),
    @JsonSubTypes.Type(value = CsrfTokenDocument.class, name = "csrf-token")
})
sealed interface SessionDocument permits SignInDocument, CsrfTokenDocument {

    /** @throws IllegalStateException if the attribute can't be stored */
    static SessionDocument of(Object attribute) {
        if (attribute instanceof SecurityContext context
                && context.getAuthentication() instanceof SignInAuthentication signIn) {
            return new SignInDocument(
                    signIn.account().value(), signIn.sessionId(), signIn.signedInAt(), signIn.authenticatedAt());
        }
        if (attribute instanceof CsrfToken token) {
            return new CsrfTokenDocument(token.getHeaderName(), token.getParameterName(), token.getToken());
        }
        throw new IllegalStateException(
                attribute.getClass() + " can't be stored in a session: no name is defined for it");
    }

    /** The attribute of this document. */
    Object attribute();
}
