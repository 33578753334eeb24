package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

class AccessTokenRulesTests {

    private final StubIssuer issuer = new StubIssuer();
    private final TestToken token = new TestTokens(issuer, "any", List.of(), Clock::systemUTC).accessToken();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void allowEverythingWhereTheServiceHasNone() {
        assertThat(allow(List.of())).isTrue();
    }

    @Test
    void holdOnlyIfAllDo() {
        OAuth2TokenValidator<Jwt> yes = jwt -> OAuth2TokenValidatorResult.success();
        OAuth2TokenValidator<Jwt> no = jwt -> OAuth2TokenValidatorResult.failure(new OAuth2Error("no"));

        assertThat(allow(List.of(yes, yes))).isTrue();
        assertThat(allow(List.of(yes, no))).isFalse();
    }

    @Test
    void seeTheTokenAsSpringSecurityTellsIt() {
        List<Jwt> seen = new ArrayList<>();

        allow(List.of(jwt -> {
            seen.add(jwt);
            return OAuth2TokenValidatorResult.success();
        }));

        Jwt jwt = seen.get(0);
        assertThat(jwt.getHeaders()).containsEntry("typ", "at+jwt").containsEntry("alg", "ES256");
        assertThat(jwt.getAudience()).containsExactly("any");
        assertThat(jwt.getSubject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(jwt.getExpiresAt()).isAfter(Instant.EPOCH);
        assertThat(jwt.getTokenValue()).startsWith("ey");
    }

    private boolean allow(List<OAuth2TokenValidator<Jwt>> validators) {
        try {
            SignedJWT signed = SignedJWT.parse(token.value());
            AccessTokenRules rules = AccessTokenRules.of(validators);
            return rules == null || rules.allow(signed, signed.getJWTClaimsSet());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
