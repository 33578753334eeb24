package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A signed token in the making. Every header and claim can be bent; times are in seconds from now. */
public final class TestToken {

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final long now;
    private JWK key;

    TestToken(JWK key, Instant now, long life) {
        this.key = key;
        this.now = now.getEpochSecond();
        header.put("alg", key.getKeyType() == KeyType.EC ? "ES256" : "RS256");
        header.put("kid", key.getKeyID());
        issued(0).expires(life);
    }

    public TestToken subject(String subject) {
        return claim("sub", subject);
    }

    public TestToken scopes(String... scopes) {
        return claim(TokenClaims.SCOPE, String.join(" ", scopes));
    }

    public TestToken issued(long seconds) {
        return claim("iat", now + seconds);
    }

    public TestToken expires(long seconds) {
        return claim("exp", now + seconds);
    }

    public TestToken notBefore(long seconds) {
        return claim("nbf", now + seconds);
    }

    /** When the person signed in, negative for the past: {@code auth_time}. */
    public TestToken signedIn(long seconds) {
        return claim(TokenClaims.AUTH_TIME, now + seconds);
    }

    public TestToken header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    public TestToken claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    /** Leaves a header or claim out. */
    public TestToken without(String name) {
        header.remove(name);
        claims.remove(name);
        return this;
    }

    /** Signs with another key; the header stays as it is. */
    public TestToken signedBy(JWK other) {
        this.key = other;
        return this;
    }

    /** The token as it is sent. */
    public String value() {
        try {
            JWSObject token = new JWSObject(JWSHeader.parse(header), new Payload(claims));
            token.sign(new DefaultJWSSignerFactory().createJWSSigner(key));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of the {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + value();
    }
}
