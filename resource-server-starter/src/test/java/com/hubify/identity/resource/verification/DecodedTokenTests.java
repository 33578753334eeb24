package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class DecodedTokenTests {

    private final StubIssuer issuer = new StubIssuer();
    private final TestTokens tokens = new TestTokens(issuer, "any", List.of(), Clock::systemUTC);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void isAcceptedWhenTheDecoderOfTheServiceTakesIt() throws Exception {
        JwtDecoder lenient = value -> Jwt.withTokenValue(value)
                .header("alg", "none")
                .subject("user_1")
                .claim("client_id", "cli")
                .claim("jti", "1")
                .claim("scope", "labs:read")
                .build();

        assertThat(verify(lenient, tokens.accessToken()))
                .isInstanceOfSatisfying(
                        Verification.Accepted.class,
                        accepted -> assertThat(accepted.caller())
                                .extracting(Caller::subject)
                                .isEqualTo("user_1"));
        assertThat(verify(lenient, tokens.accessToken().header("typ", "JWT")))
                .isEqualTo(new Verification.Refused(Reason.HEADER));
    }

    @Test
    void isRefusedOnlyWhenTheDecoderSaysItIsBad() throws Exception {
        JwtDecoder strict = value -> {
            throw new BadJwtException("bad");
        };
        JwtDecoder cutOff = value -> {
            throw new JwtException("no keys");
        };

        assertThat(verify(strict, tokens.accessToken())).isEqualTo(new Verification.Refused(Reason.DECODER));
        assertThat(verify(cutOff, tokens.accessToken())).isInstanceOf(Verification.Unavailable.class);
    }

    /** Attack: go on with a token after the end of the key that it was exchanged for. General decoders allow for a minute. */
    @Test
    void endsToTheSecondWithTheKeyThatItWasExchangedFor() throws Exception {
        Jwt.Builder expired = Jwt.withTokenValue("x")
                .header("alg", "none")
                .subject("user_1")
                .claim("client_id", "cli")
                .claim("jti", "1")
                .expiresAt(Instant.now().minusSeconds(1));

        assertThat(verify(value -> expired.build(), tokens.accessToken())).isInstanceOf(Verification.Accepted.class);
        assertThat(verify(value -> expired.claim("key_id", "abcd1234").build(), tokens.accessToken()))
                .isEqualTo(new Verification.Refused(Reason.TIME));
    }

    private static Verification verify(JwtDecoder decoder, TestToken token) throws ParseException {
        SignedJWT signed = SignedJWT.parse(token.value());
        return new DecodedTokenVerifier(decoder, Clock.systemUTC()).verify(signed, signed.getJWTClaimsSet(), true);
    }
}
