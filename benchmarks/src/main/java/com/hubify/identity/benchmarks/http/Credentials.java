package com.hubify.identity.benchmarks.http;

import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** What requests carry: as much in each, so that reading it costs every service the same. */
final class Credentials {

    static final String AUDIENCE = "https://api.hubify.com";

    private static final long LIFE = 24 * 3600;
    private static final String[] SCOPES = {"labs:read", "labs:write", "experiments:*"};

    private final RSAKey rsa = TestKeys.rsa("rsa-1");
    private final TestTokens tokens;

    Credentials(StubIssuer issuer, Clock clock) {
        issuer.publishToo(rsa);
        this.tokens = new TestTokens(issuer, AUDIENCE, List.of(), () -> clock);
    }

    /** A new access token, in no cache yet. */
    String accessToken() {
        return token().value();
    }

    List<String> accessTokens(int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> accessToken()).toList();
    }

    /** The same claims as Spring's resource server expects them in its default settings. */
    String plainEs256() {
        return token().header("typ", "JWT").value();
    }

    String plainRs256() {
        return token().header("typ", "JWT")
                .header("alg", "RS256")
                .header("kid", rsa.getKeyID())
                .signedBy(rsa)
                .value();
    }

    String apiKey() {
        return tokens.apiKey().scopes(SCOPES).value();
    }

    private TestToken token() {
        return tokens.accessToken().scopes(SCOPES).expires(LIFE);
    }
}
