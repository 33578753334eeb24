package com.hubify.identity.resource;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Verification.Reason;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Has the issuer confirm an access token that was found good here. The answer can only take away: the caller is the one the
 * signed token names, and an answer about any other token is not believed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662, section 4</a>
 */
final class AccessTokenIntrospection {

    private static final List<String> IDENTIFYING =
            List.of(JWTClaimNames.ISSUER, JWTClaimNames.JWT_ID, TokenClaims.CLIENT_ID, JWTClaimNames.SUBJECT);

    private final Introspection introspection;

    AccessTokenIntrospection(OpaqueTokenIntrospector introspector) {
        this.introspection = new Introspection(introspector);
    }

    Verification confirm(SignedJWT token, Verification.Accepted good) {
        return introspection.of(
                token.getParsedString(),
                answer -> isAbout(token, answer)
                        ? new Verification.Accepted(good.caller(), good.lineage(), good.expires(), true)
                        : Verification.refused(Reason.CLAIMS));
    }

    private static boolean isAbout(SignedJWT token, OAuth2AuthenticatedPrincipal answer) {
        try {
            Map<String, Object> claims = token.getJWTClaimsSet().getClaims();
            return IDENTIFYING.stream()
                    .allMatch(name ->
                            claims.get(name) instanceof String text && text.equals(Introspection.text(answer, name)));
        } catch (ParseException e) {
            return false;
        }
    }
}
