package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class RecentTokensTests {

    private static final JWKSet PUBLISHED = new JWKSet();

    private final RecentTokens recent = new RecentTokens();
    private final List<String> decoded = new ArrayList<>();
    private final JwtDecoder decoder = token -> {
        decoded.add(token);
        if (token.startsWith("forged")) {
            throw new BadJwtException("not ours");
        }
        return Jwt.withTokenValue(token)
                .header("kid", "key-v1")
                .subject(token)
                .issuedAt(Instant.EPOCH)
                .build();
    };

    @Test
    void verifiesASignatureOnce() {
        Jwt first = recent.get("a", PUBLISHED, decoder);
        Jwt second = recent.get("a", PUBLISHED, decoder);

        assertThat(decoded).containsExactly("a");
        assertThat(second.getTokenValue()).isEqualTo("a");
        assertThat(second.getClaims()).isEqualTo(first.getClaims());
        assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
    }

    /** Attack: put other claims under the signature of a token that is known. */
    @Test
    void knowsATokenByAllOfIt() {
        recent.get("header.claims.signature", PUBLISHED, decoder);

        assertThat(recent.get("header.others.signature", PUBLISHED, decoder).getSubject())
                .isEqualTo("header.others.signature");

        assertThat(decoded).hasSize(2);
    }

    /** Attack: go on with tokens of a signing key that is compromised and no longer published. */
    @Test
    void asksAgainWhenOtherKeysArePublished() {
        recent.get("a", PUBLISHED, decoder);

        recent.get("a", new JWKSet(), decoder);

        assertThat(decoded).containsExactly("a", "a");
    }

    /** Attack: push what is known out with tokens of one's own making. */
    @Test
    void keepsNothingThatIsForged() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> recent.get("forged", PUBLISHED, decoder));
        }

        assertThat(decoded).containsExactly("forged", "forged");
    }
}
