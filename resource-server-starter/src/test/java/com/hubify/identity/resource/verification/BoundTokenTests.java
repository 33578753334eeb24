package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;

/** Attack: a token that its client had bound to a key is copied and sent as a plain bearer token. */
class BoundTokenTests {

    // The signed token does not say so; the server that bound it later, or at introspection alone, does.
    @ParameterizedTest
    @CsvSource({"cnf, thumbprint, BOUND", "token_type, DPoP, BOUND", "token_type, dpop, BOUND"})
    void isRefusedWhereTheIntrospectionSaysSo(String member, String value, Reason reason) throws Exception {
        try (StubIssuer issuer = new StubIssuer()) {
            TestTokens tokens = new TestTokens(issuer, "https://api.hubify.com", List.of(), Clock::systemUTC);
            SignedJWT token = SignedJWT.parse(tokens.accessToken().value());
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Map<String, Object> answer = new HashMap<>(Map.of(
                    "iss", claims.getIssuer(),
                    "jti", claims.getJWTID(),
                    "client_id", claims.getClaim("client_id"),
                    "sub", claims.getSubject()));
            Verification.Accepted good = (Verification.Accepted)
                    AccessTokenVerifier.accept(claims.getClaims(), "key", Instant.EPOCH, Instant.MAX);
            AccessTokenIntrospection introspection = new AccessTokenIntrospection(
                    asked -> new OAuth2IntrospectionAuthenticatedPrincipal(Map.copyOf(answer), List.of()));

            assertThat(introspection.confirm(token, good)).isInstanceOf(Verification.Accepted.class);
            answer.put(member, value);
            assertThat(introspection.confirm(token, good)).isEqualTo(Verification.refused(reason));
        }
    }
}
