package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.issuer.KeysNotAccepted;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Asks the issuer about a credential and says what its answer, or the lack of one, amounts to. */
record Introspection(OpaqueTokenIntrospector introspector) {

    private static final Logger log = LoggerFactory.getLogger(Introspection.class);

    /** @param judge what to make of the answer that the credential is active, which need not be about this one */
    Verification of(String credential, Function<OAuth2AuthenticatedPrincipal, Verification> judge) {
        OAuth2AuthenticatedPrincipal answer;
        try {
            answer = introspector.introspect(credential);
        } catch (BadOpaqueTokenException e) {
            return Verification.refused(Reason.INACTIVE);
        } catch (KeysNotAccepted e) {
            return Verification.refused(Reason.NOT_ACCEPTED);
        } catch (IssuerUnavailable e) {
            return new Verification.Unavailable(e.retryAfter());
        } catch (OAuth2IntrospectionException e) {
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        } catch (RuntimeException e) {
            // An introspector of the service's own may throw anything; the credential is neither good nor bad for it.
            log.warn("The OpaqueTokenIntrospector failed; the caller is answered 503", e);
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        }
        return judge.apply(answer);
    }

    /**
     * Whether the credential is of use only to the holder of a key.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.2">RFC 8705, section 3.2</a>
     */
    static boolean isBound(OAuth2AuthenticatedPrincipal answer) {
        return answer.getAttributes().containsKey(TokenClaims.CONFIRMATION)
                || "DPoP".equalsIgnoreCase(text(answer, OAuth2TokenIntrospectionClaimNames.TOKEN_TYPE));
    }

    /** A member of an answer as text, or empty. */
    static String text(OAuth2AuthenticatedPrincipal answer, String name) {
        Object value = answer.getAttribute(name);
        return value == null ? "" : value.toString();
    }
}
