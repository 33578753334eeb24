package com.hubify.identity.resource.web;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.ScopeAuthorities;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;

/**
 * Maps failures of authentication and authorization to answers (RFC 6750). All invalid credentials are answered alike,
 * so that an attacker cannot tell the reason.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
public final class BearerErrors {

    private static final String NONE_SENT = RefusalReason.NO_CREDENTIAL.phrase();

    private BearerErrors() {}

    public static Refusal of(AuthenticationException failure) {
        if (failure instanceof IssuerUnavailable unavailable) {
            return new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service_unavailable",
                    "Credentials cannot be verified at the moment. Try again later.",
                    null,
                    unavailable.retryAfter(),
                    null);
        }
        if (failure instanceof OAuth2AuthenticationException refused
                && refused.getError() instanceof BearerTokenError error) {
            return refused(error)
                    .because(
                            failure instanceof CredentialRefused credential
                                    ? credential.reason().phrase()
                                    : Verification.Reason.MALFORMED.phrase());
        }
        return noCredential(Scopes.none());
    }

    /**
     * 401 for a request without a credential; without an error code in the challenge, as RFC 6750, section 3.1 says.
     */
    public static Refusal noCredential(Scopes needed) {
        return unauthorized(Map.of()).needing(needed).because(NONE_SENT);
    }

    /**
     * Changes the refusal of a request that did send a credential, which no filter chain has read. The credential may
     * be valid; an answer about an invalid token would make the client discard it and request another.
     *
     * @param why reason for the log
     * @return the given refusal, if it is not about a missing credential
     */
    public static Refusal unread(Refusal refusal, String why) {
        return NONE_SENT.equals(refusal.reason())
                ? new Refusal(
                        refusal.status(),
                        refusal.code(),
                        "Bearer credentials are not read at this path",
                        refusal.challenge(),
                        null,
                        why)
                : refusal;
    }

    public static Refusal of(AccessDeniedException denied) {
        return denied instanceof AuthorizationDeniedException refused
                ? of(refused.getAuthorizationResult())
                : insufficientScope(Scopes.none());
    }

    static Refusal of(AuthorizationResult result) {
        if (result instanceof SignInDecision decision) {
            return decision.refusal();
        }
        if (result instanceof ScopeDecision decision) {
            return decision.isKnown()
                    ? insufficientScope(decision.needed()).because(decision.reason())
                    : noCredential(decision.needed());
        }
        return insufficientScope(scopesIn(result));
    }

    /** 403 {@code insufficient_scope}, naming the scopes that are needed, if they are known. */
    public static Refusal insufficientScope(Scopes needed) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", BearerTokenErrorCodes.INSUFFICIENT_SCOPE);
        if (!needed.areNone()) {
            parameters.put(Refusal.SCOPE, needed.toString());
        }
        parameters.put("error_description", "The credential does not allow this");
        String message = needed.areNone()
                ? "The credential does not allow this."
                : "The request needs a scope that the credential lacks: " + needed + ".";
        return Refusal.challenging(HttpStatus.FORBIDDEN, "forbidden", message, parameters);
    }

    private static Refusal refused(BearerTokenError error) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.getErrorCode());
        parameters.put("error_description", error.getDescription());
        return error.getHttpStatus() == HttpStatus.BAD_REQUEST
                ? Refusal.challenging(
                        HttpStatus.BAD_REQUEST, "invalid_request", error.getDescription() + ".", parameters)
                : unauthorized(parameters);
    }

    private static Refusal unauthorized(Map<String, String> parameters) {
        return Refusal.challenging(
                HttpStatus.UNAUTHORIZED, "unauthorized", "Missing or invalid authentication", parameters);
    }

    private static Scopes scopesIn(AuthorizationResult result) {
        if (result instanceof AuthorityAuthorizationDecision decision) {
            List<Scope> scopes = decision.getAuthorities().stream()
                    .map(ScopeAuthorities::scopeOf)
                    .flatMap(Optional::stream)
                    .toList();
            return Scopes.of(scopes);
        }
        return Scopes.none();
    }
}
