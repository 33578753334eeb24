package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens that an API key was exchanged for, at a service that asks nobody about them. */
class ExchangedTokenTests {

    private static final String KEY = "abcd1234";

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);
    private final String token = credentials
            .tokens
            .accessToken()
            .scopes("labs:read", "labs:write")
            .claim(TokenClaims.KEY_ID, KEY)
            .claim(TokenClaims.KEY_STATE, 1)
            .value();

    @AfterEach
    void close() {
        assertThat(issuer.requests("/oauth2/introspect")).isZero();
        credentials.close();
        issuer.close();
    }

    @Test
    void nameTheKey() {
        Caller caller = credentials.accepted(token);

        assertThat(caller.kind()).isEqualTo(Caller.Kind.ACCESS_TOKEN);
        assertThat(caller.keyId()).contains(KEY);
    }

    @Test
    void endWithTheKey() {
        credentials.accepted(token);

        revoke(new Ancestor(Ancestor.Kind.KEY, KEY));

        credentials.assertRefused(token, Reason.REVOKED);
    }

    /** Attack: the key is narrowed, or its end comes nearer, and its holder goes on with a token from before. */
    @Test
    void endWithTheStateOfTheKey() {
        credentials.accepted(token);
        revoke(Ancestor.keyState(KEY, 0));
        credentials.accepted(token);

        revoke(Ancestor.keyState(KEY, 1));

        credentials.assertRefused(token, Reason.REVOKED);
    }

    /**
     * Attack: the key ends, by its expiry or the end of its overlap, of which no event tells, and its holder goes on for the five
     * seconds that other tokens are granted; with a token that is known here, or one that was never shown.
     */
    @Test
    void endToTheSecondWithTheKey() {
        String unseen = expiring(KEY);
        String seen = expiring(KEY);
        String other = credentials.tokens.accessToken().expires(10).value();
        credentials.clock.wind(Duration.ofSeconds(9));
        credentials.accepted(seen);

        credentials.clock.wind(Duration.ofSeconds(1));

        credentials.assertRefused(seen, Reason.TIME);
        credentials.assertRefused(unseen, Reason.TIME);
        credentials.accepted(other);
    }

    private String expiring(String key) {
        return credentials
                .tokens
                .accessToken()
                .expires(10)
                .claim(TokenClaims.KEY_ID, key)
                .claim(TokenClaims.KEY_STATE, 1)
                .claim("jti", UUID.randomUUID().toString())
                .value();
    }

    /** Attack: the token is first shown after the change. */
    @Test
    void areRefusedWhereTheChangeWasHeardBefore() {
        revoke(Ancestor.keyState(KEY, 1));

        credentials.assertRefused(token, Reason.REVOKED);
    }

    private void revoke(Ancestor ancestor) {
        credentials.view.revoke(new Revocation(ancestor, credentials.clock.instant()));
    }
}
