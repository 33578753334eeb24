package com.hubify.identity.cli;

import com.hubify.identity.protocol.ApiKeyToken;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tokens of the test's server: codes with PKCE, rotating refresh tokens whose reuse ends the family, device codes. */
final class FakeTokens {

    static final String SUBJECT = "user_29w83sxmDNGwOuEthce5gg56FcC";
    static final String USERINFO = """
            {"sub":"%s","name":"Solo Person","preferred_username":"solo","email":"solo@example.com",
            "email_verified":true,"plan":"pro"}
            """.formatted(SUBJECT);

    /** What the device grant answers before it gives tokens. */
    final Queue<Answer> deviceAnswers = new ConcurrentLinkedQueue<>();

    /** Bends the claims of the next ID tokens. */
    UnaryOperator<JWTClaimsSet.Builder> idToken = UnaryOperator.identity();

    /** What the person unticks on the page of the next sign-ins. */
    Set<String> notAllowed = Set.of();

    /** The key ID tokens are signed with; the one published stays the same. */
    ECKey signingKey;

    final Set<String> revoked = ConcurrentHashMap.newKeySet();

    private final String issuer;
    private final Clock clock;
    private final ECKey publishedKey = newKey();
    private final Map<String, Request> codes = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    FakeTokens(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        this.signingKey = publishedKey;
    }

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("key:1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        return new JWKSet(publishedKey.toPublicJWK()).toString();
    }

    Answer authorize(Request request) {
        String code = "code-" + count.incrementAndGet();
        codes.put(code, request);
        return Answer.redirect(request.parameter("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(request.parameter("state"), StandardCharsets.UTF_8) + "&iss="
                + URLEncoder.encode(issuer, StandardCharsets.UTF_8));
    }

    Answer token(Request request) {
        if (!request.parameter("client_id").equals("hubify-cli")) {
            return Answer.oauthError("invalid_client", "unknown client");
        }
        return switch (request.parameter("grant_type")) {
            case "authorization_code" -> redeem(request);
            case "refresh_token" -> refresh(request.parameter("refresh_token"));
            case "urn:ietf:params:oauth:grant-type:device_code" -> device();
            case "urn:ietf:params:oauth:grant-type:token-exchange" -> exchange(request);
            default -> Answer.oauthError("unsupported_grant_type", "");
        };
    }

    Answer deviceAuthorization(Request request) {
        return Answer.json(200, """
                {"device_code":"device-1","user_code":"WDJB-MJHT","verification_uri":"%1$s/activate",
                "verification_uri_complete":"%1$s/activate?user_code=WDJB-MJHT","expires_in":300,"interval":5}
                """.formatted(issuer));
    }

    Answer revoke(Request request) {
        revoked.add(request.parameter("token"));
        refreshTokens.remove(request.parameter("token"));
        return Answer.empty(200);
    }

    /** Ends every session, as an administrator would. */
    void endAll() {
        refreshTokens.clear();
    }

    private Answer redeem(Request request) {
        Request authorization = codes.remove(request.parameter("code"));
        if (authorization == null
                || !authorization.parameter("redirect_uri").equals(request.parameter("redirect_uri"))
                || !authorization.parameter("code_challenge_method").equals("S256")
                || !authorization.parameter("code_challenge").equals(challenge(request.parameter("code_verifier")))) {
            return Answer.oauthError("invalid_grant", "the code can't be used");
        }
        return Answer.json(200, tokens(authorization.parameter("nonce"), allowed(authorization.parameter("scope"))));
    }

    private String allowed(String asked) {
        return Stream.of(asked.split(" "))
                .filter(scope -> !notAllowed.contains(scope))
                .collect(Collectors.joining(" "));
    }

    private Answer refresh(String presented) {
        if (!refreshTokens.remove(presented)) {
            // Reuse: whoever presents a spent token may have stolen it, so nobody goes on with this family.
            endAll();
            return Answer.oauthError("invalid_grant", "spent, expired or revoked");
        }
        return Answer.json(200, tokens("", "openid labs:read"));
    }

    /** Exchanges keys for {@code labs:read} alone. */
    private Answer exchange(Request request) {
        if (!request.parameter("subject_token_type").equals("urn:hubify:params:oauth:token-type:api-key")
                || ApiKeyToken.parse(request.parameter("subject_token")).isEmpty()
                || revoked.contains(request.parameter("subject_token"))) {
            return Answer.oauthError("invalid_request", "The subject_token is revoked.");
        }
        return Set.of("", "labs:read").contains(request.parameter("scope"))
                ? Answer.json(200, """
                        {"access_token":"exchanged-%s","token_type":"Bearer","expires_in":600,"scope":"labs:read",
                        "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"}
                        """.formatted(request.parameter("scope").isEmpty() ? "for-all" : "for-labs"))
                : Answer.oauthError("invalid_scope", "The scope is not covered by the subject_token.");
    }

    private Answer device() {
        Answer waiting = deviceAnswers.poll();
        return waiting == null ? Answer.json(200, tokens("", "openid labs:read")) : waiting;
    }

    private String tokens(String nonce, String scope) {
        int number = count.incrementAndGet();
        String accessToken = "access-" + number;
        refreshTokens.add("refresh-" + number);
        return """
                {"access_token":"%s","token_type":"Bearer","expires_in":600,"refresh_token":"refresh-%d","scope":"%s",
                "refresh_token_expires_in":2592000,"id_token":"%s"}
                """.formatted(accessToken, number, scope, idToken(nonce, accessToken));
    }

    private String idToken(String nonce, String accessToken) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(SUBJECT)
                .audience(List.of("hubify-cli"))
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(10))))
                .claim(
                        "at_hash",
                        AccessTokenHash.compute(new BearerAccessToken(accessToken), JWSAlgorithm.ES256, null)
                                .getValue());
        if (!nonce.isEmpty()) {
            claims.claim("nonce", nonce);
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key:1").build(),
                idToken.apply(claims).build());
        try {
            token.sign(new ECDSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static String challenge(String verifier) {
        return verifier.length() < 43
                ? "none"
                : CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                        .getValue();
    }
}
