package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Mints the three credentials for tests: really signed tokens and real keys, good unless bent.
 *
 * <pre>{@code
 * mvc.get().uri("/v1/labs").header("Authorization", tokens.accessToken().scopes("labs:read").bearer())
 * }</pre>
 *
 * A bean where the test class has {@link TestIssuer}.
 */
public final class TestTokens {

    /** Whose credentials these are unless a test says otherwise. */
    public static final String SUBJECT = "user_2aBcDeFgHiJkLmNoPqRsTuVwXyZ";

    public static final String CLIENT = "test-client";
    public static final String SESSION = "sess_2aBcDeFgHiJkLmNoPqRsTuVwXyZ";
    static final String AUDIENCE = "https://api.hubify.com";

    private final StubIssuer issuer;
    private final String audience;
    private final List<String> parties;
    private final Supplier<Clock> clock;
    private final Consumer<Revocation> awareness;

    public TestTokens(StubIssuer issuer, String audience, List<String> parties, Supplier<Clock> clock) {
        this(issuer, audience, parties, clock, revocation -> {});
    }

    /** @param awareness waits until the service under test has heard of a revocation */
    TestTokens(
            StubIssuer issuer,
            String audience,
            List<String> parties,
            Supplier<Clock> clock,
            Consumer<Revocation> awareness) {
        this.issuer = issuer;
        this.audience = audience;
        this.parties = List.copyOf(parties);
        this.clock = clock;
        this.awareness = awareness;
    }

    /** An access token of the identity server, without scopes yet. */
    public TestToken accessToken() {
        return new TestToken(issuer.signingKey(), clock.get().instant(), 600)
                .header("typ", TokenClaims.ACCESS_TOKEN_TYPE)
                .claim("iss", issuer.issuer())
                .claim("aud", List.of(audience))
                .claim("jti", UUID.randomUUID().toString())
                .claim(TokenClaims.CLIENT_ID, CLIENT)
                .subject(SUBJECT);
    }

    /** A Clerk session token, made for the first of the service's authorized parties if it names any. */
    public TestToken sessionToken() {
        TestToken token = new TestToken(issuer.clerkKey(), clock.get().instant(), 60)
                .header("typ", "JWT")
                .header("cat", "cl_B7d4PD111AAA")
                .claim("iss", issuer.clerkIssuer())
                .claim("sid", SESSION)
                .claim("sts", "active")
                .claim("v", 2)
                .notBefore(-10)
                .subject(SUBJECT);
        return parties.isEmpty() ? token : token.claim("azp", parties.get(0));
    }

    /** An API key that the issuer knows once its {@code value()} has been asked for. */
    public TestKey apiKey() {
        return new TestKey(issuer, clock.get().instant());
    }

    /** The issuer behind these, for tests that make it fail. Shared by all tests of a JVM: let it recover. */
    public StubIssuer issuer() {
        return issuer;
    }

    /**
     * Revokes a key or an access token, as its {@code value()} or its {@code bearer()}. The issuer says so from now on, and a
     * service that follows the revocations has heard of it when this returns.
     */
    public void revoke(String value) {
        String credential = value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : value;
        issuer.forget(credential);
        ApiKeyToken.parse(credential)
                .map(key -> Optional.of(new Ancestor(Ancestor.Kind.KEY, key.id())))
                .orElseGet(() -> StubTokens.id(credential).map(id -> new Ancestor(Ancestor.Kind.TOKEN, id)))
                .ifPresent(itself -> revoke(itself.kind(), itself.id()));
    }

    /** Revokes a key. */
    public void revoke(TestKey key) {
        revoke(key.value());
    }

    /** Revokes an access token, whichever of its spellings has been sent. */
    public void revoke(TestToken token) {
        revoke(token.value());
    }

    /**
     * Revokes whatever descends from this. What a person or a client gets in later seconds is good again: other tests of the
     * same second are safe from it only if they speak of somebody else.
     */
    public void revoke(Ancestor.Kind kind, String id) {
        awareness.accept(issuer.revocations().revoke(kind, id, clock.get().instant()));
    }
}
