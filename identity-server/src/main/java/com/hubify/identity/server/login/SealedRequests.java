package com.hubify.identity.server.login;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.session.BrowserSecrets;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The interrupted request inside the {@code state} that is sent to Clerk, as an encrypted JWT. A person who stays at Clerk
 * longer than the attempt is stored can resume it for two hours, after signing in again.
 *
 * <p>The key is derived from this browser's secret and the rest of the state. Attacks: Clerk and its logs would learn what
 * an application keeps in its own {@code state}; and a link with another browser's state would lead to the request of
 * another person. It is not compressed, since the length would reveal content (RFC 8725, section 3.6).
 */
@Component
class SealedRequests {

    /** Longest state with a request in it, in characters: Clerk's limit for URLs is not known. */
    static final int LONGEST_STATE = 1_200;

    /** Enough to tell the secrets of one browser apart, in characters. */
    private static final int KEY_ID = 8;

    private static final String REQUEST = "request";

    private final Clock clock;

    SealedRequests(Clock clock) {
        this.clock = clock;
    }

    /** The state with the encrypted request; the state alone if nothing was interrupted. */
    String seal(String state, InterruptedRequest request, String secret) {
        InterruptedRequest found = CarriedRequests.address(request, nameOf(state));
        if (found.equals(InterruptedRequest.START)) {
            return state;
        }
        EncryptedJWT sealed = new EncryptedJWT(
                header(state, secret),
                new JWTClaimsSet.Builder()
                        .claim(REQUEST, found.target())
                        .expirationTime(Date.from(clock.instant().plus(BrowserSecrets.LIFE)))
                        .build());
        try {
            sealed.encrypt(new DirectEncrypter(key(state, secret)));
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has AES in GCM", e);
        }
        return state + "." + sealed.serialize();
    }

    /** The request in a state that was encrypted for one of these secrets; empty if there is none, or it has expired. */
    Optional<InterruptedRequest> open(String state, List<String> secrets) {
        int end = state.indexOf('.');
        if (end < 0 || state.length() > LONGEST_STATE) {
            return Optional.empty();
        }
        String random = state.substring(0, end);
        String text = state.substring(end + 1);
        return secrets.stream()
                .filter(secret -> isOurs(text, header(random, secret)))
                .findFirst()
                .flatMap(secret -> claims(text, key(random, secret)))
                .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()))
                .flatMap(claims -> InterruptedRequest.parse((String) claims.getClaim(REQUEST)));
    }

    /** Name of an attempt in paths, from the random part of its state. */
    static String nameOf(String state) {
        int end = state.indexOf('.');
        return Sha256.base64Url(end < 0 ? state : state.substring(0, end)).substring(0, 16);
    }

    // The header is untrusted. It is compared as text with the expected one, and never chooses an algorithm (RFC 8725,
    // section 3.1). It has the key's id, so that of a hundred cookies one is tried.
    private static boolean isOurs(String text, JWEHeader header) {
        return text.startsWith(header.toBase64URL() + ".");
    }

    private static JWEHeader header(String state, String secret) {
        String id = BrowserSecrets.binding("key of request in " + state, secret).substring(0, KEY_ID);
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(id)
                .build();
    }

    // Nimbus throws unchecked exceptions for some malformed input.
    private static Optional<JWTClaimsSet> claims(String text, byte[] key) {
        try {
            EncryptedJWT sealed = EncryptedJWT.parse(text);
            sealed.decrypt(new DirectDecrypter(key));
            return Optional.of(sealed.getJWTClaimsSet());
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty(); // forged or damaged
        }
    }

    private static byte[] key(String state, String secret) {
        return Base64.getUrlDecoder().decode(BrowserSecrets.binding("request in " + state, secret));
    }
}
