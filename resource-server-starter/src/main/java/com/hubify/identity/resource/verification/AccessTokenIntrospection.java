package com.hubify.identity.resource.verification;

import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Has the issuer confirm an access token whose signature is good. The answer can only take away: the caller is the one that the
 * token names, and an answer about another token is not believed. One that does not say which token it is about says nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662, section 4</a>
 */
public final class AccessTokenIntrospection {

    private static final List<String> IDENTIFYING =
            List.of(JWTClaimNames.ISSUER, JWTClaimNames.JWT_ID, TokenClaims.CLIENT_ID, JWTClaimNames.SUBJECT);

    private static final Logger log = LoggerFactory.getLogger(AccessTokenIntrospection.class);

    private final OpaqueTokenIntrospector introspector;
    private final AtomicBoolean reported = new AtomicBoolean();

    public AccessTokenIntrospection(OpaqueTokenIntrospector introspector) {
        this.introspector = introspector;
    }

    Verification confirm(SignedJWT token, Verification.Accepted good) {
        Introspection answer = Introspection.of(token.getParsedString(), introspector);
        if (answer.failure() != null) {
            return answer.failure();
        }
        List<String> missing =
                IDENTIFYING.stream().filter(name -> answer.text(name).isEmpty()).toList();
        boolean isAboutAnother = IDENTIFYING.stream()
                .filter(name -> !missing.contains(name))
                .anyMatch(name -> !answer.text(name).equals(claim(token, name)));
        if (isAboutAnother) {
            return Verification.refused(Reason.CLAIMS);
        }
        if (answer.isBound()) {
            return Verification.refused(Reason.BOUND);
        }
        return missing.isEmpty()
                ? new Verification.Accepted(good.caller(), good.lineage(), good.expires(), true, good.networks())
                : unavailable(missing);
    }

    // RFC 7662 leaves these members to the server, so the token is not invalid. But a cache that mixes up answers
    // would go unnoticed.
    private Verification unavailable(List<String> missing) {
        if (!reported.getAndSet(true)) {
            log.error(
                    "Access tokens can't be introspected: the answer lacks {}. The identity server, or the service's own"
                            + " OpaqueTokenIntrospector, must name them; until then callers are answered 503",
                    String.join(", ", missing));
        }
        return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
    }

    private static Object claim(SignedJWT token, String name) {
        return Objects.requireNonNullElse(SignedTokens.claims(token).getClaim(name), "");
    }
}
