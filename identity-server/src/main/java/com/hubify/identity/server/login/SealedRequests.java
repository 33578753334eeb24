package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.redis.RedisKeyspace;
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
 * The interrupted request inside the {@code state} that goes to Clerk and comes back, as an encrypted JWT. A person who stays at
 * Clerk longer than we keep the attempt is offered to go on with it, for two hours. It signs nobody in: they must sign in again.
 *
 * <p>The key is made from the secret of this browser and the rest of the state. Attacks: Clerk, and its logs, would learn what an
 * application keeps in its own {@code state}; and a link with another browser's state would lead on to the request of somebody else.
 * It is not compressed, since the length would tell of what is in it (RFC 8725, section 3.6).
 */
@Component
class SealedRequests {

    /** Longest state with a request in it, in characters: the address at Clerk has an end that we don't know. */
    static final int LONGEST_STATE = 1_200;

    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private static final String REQUEST = "request";

    private final Clock clock;

    SealedRequests(Clock clock) {
        this.clock = clock;
    }

    /** The state with the request in it; the state alone if nothing was interrupted. */
    String seal(String state, InterruptedRequest request, String secret) {
        InterruptedRequest found = CarriedRequests.address(request, nameOf(state));
        if (found.equals(InterruptedRequest.START)) {
            return state;
        }
        EncryptedJWT sealed = new EncryptedJWT(
                HEADER,
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

    /** The request in a state that was sealed for one of these secrets; empty if there is none, or its time is over. */
    Optional<InterruptedRequest> open(String state, List<String> secrets) {
        int end = state.indexOf('.');
        if (end < 0 || state.length() > LONGEST_STATE) {
            return Optional.empty();
        }
        return secrets.stream()
                .flatMap(secret -> claims(state.substring(end + 1), key(state.substring(0, end), secret)).stream())
                .findFirst()
                .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()))
                .flatMap(claims -> InterruptedRequest.parse((String) claims.getClaim(REQUEST)));
    }

    /** Names an attempt in addresses, by the random part of its state. */
    static String nameOf(String state) {
        int end = state.indexOf('.');
        return RedisKeyspace.digest(end < 0 ? state : state.substring(0, end)).substring(0, 16);
    }

    private static Optional<JWTClaimsSet> claims(String text, byte[] key) {
        try {
            EncryptedJWT sealed = EncryptedJWT.parse(text);
            sealed.decrypt(new DirectDecrypter(key));
            return Optional.of(sealed.getJWTClaimsSet());
        } catch (ParseException | JOSEException e) {
            return Optional.empty(); // of another browser, or made up
        }
    }

    private static byte[] key(String state, String secret) {
        return Base64.getUrlDecoder().decode(BrowserSecrets.binding("request in " + state, secret));
    }
}
