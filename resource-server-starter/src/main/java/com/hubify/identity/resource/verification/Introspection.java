package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * An introspection response.
 *
 * @param members of an answer with {@code active: true}, which need not be about the credential that was asked about
 * @param failure the verification's result where there is no such answer; else null
 */
record Introspection(Map<String, Object> members, @Nullable Verification failure) {

    private static final Logger log = LoggerFactory.getLogger(Introspection.class);

    static Introspection of(String credential, OpaqueTokenIntrospector introspector) {
        try {
            return new Introspection(introspector.introspect(credential).getAttributes(), null);
        } catch (BadOpaqueTokenException e) {
            return failed(Verification.refused(Reason.INACTIVE));
        } catch (IssuerUnavailable e) {
            return failed(new Verification.Unavailable(e.retryAfter()));
        } catch (OAuth2IntrospectionException e) {
            return failed(new Verification.Unavailable(IssuerConnection.RETRY_AFTER));
        } catch (RuntimeException e) {
            // The service's own introspector may throw anything, which says nothing about the credential.
            log.warn("The OpaqueTokenIntrospector failed; the caller gets 503", e);
            return failed(new Verification.Unavailable(IssuerConnection.RETRY_AFTER));
        }
    }

    private static Introspection failed(Verification failure) {
        return new Introspection(Map.of(), failure);
    }

    /**
     * Whether the credential is of use only to the holder of a key.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.2">RFC 8705, section 3.2</a>
     */
    boolean isBound() {
        return members.containsKey(TokenClaims.CONFIRMATION)
                || "DPoP".equalsIgnoreCase(text(OAuth2TokenIntrospectionClaimNames.TOKEN_TYPE));
    }

    @Nullable
    Object member(String name) {
        return members.get(name);
    }

    /** A member as text, or empty. */
    String text(String name) {
        Object value = members.get(name);
        return value == null ? "" : value.toString();
    }
}
