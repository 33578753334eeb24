package com.hubify.identity.server.signing;

import com.hubify.identity.protocol.CompactToken;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies the signature of tokens that this server issued, with its own published keys and without I/O, also while
 * signing is unavailable. A token must name one of our keys and be signed with that key's algorithm; keys in its header
 * are ignored.
 *
 * <p>{@link #verify} checks the signature only: it accepts expired and revoked tokens, and those of any type. To grant
 * access use {@link #decoder}, which takes the rest of the policy. This class does not implement {@link JwtDecoder}, so
 * that no filter chain uses it without a policy.
 */
public final class OwnTokens {

    /** In characters. Our tokens have less than a tenth of this; a longer one is refused before it is parsed. */
    static final int LONGEST = 16 * 1024;

    private final SigningKeys keys;
    private final OwnVerifiers verifiers = new OwnVerifiers(Corretto.find());
    private final JwtDecoder signatures;
    private final RecentTokens recent = new RecentTokens();

    OwnTokens(SigningKeys keys) {
        this.keys = keys;
        this.signatures = nimbus(token -> OAuth2TokenValidatorResult.success());
    }

    /**
     * The token if this server signed it; empty for any other text.
     *
     * @throws SigningUnavailable if no keys are known yet
     */
    public Optional<Jwt> verify(String token) {
        JWKSet published = keys.published();
        if (!mayBeOurs(token)) {
            return Optional.empty();
        }
        try {
            return Optional.of(recent.get(token, published, signatures));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    /**
     * A decoder that accepts tokens of this server that satisfy the policy, which must check the expiry. If no keys are known
     * yet, it throws a {@link JwtException} with the cause {@link SigningUnavailable}: that says nothing about the token.
     */
    public JwtDecoder decoder(OAuth2TokenValidator<Jwt> policy) {
        JwtDecoder decoder = nimbus(policy);
        return token -> {
            try {
                keys.published();
            } catch (SigningUnavailable e) {
                throw new JwtException("the signing keys are not known yet", e);
            }
            return decoder.decode(token);
        };
    }

    private JwtDecoder nimbus(OAuth2TokenValidator<Jwt> policy) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(ownKey());
        processor.setJWSVerifierFactory(verifiers);
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(policy);
        return token -> {
            if (!mayBeOurs(token)) {
                throw new BadJwtException(
                        "the token is longer than any that this server issues, or not in canonical base64url");
            }
            try {
                return decoder.decode(token);
            } catch (JwtException e) {
                // The keys are in memory, so the token is invalid; any other exception would become a 500.
                throw e instanceof BadJwtException ? e : new BadJwtException(String.valueOf(e.getMessage()), e);
            }
        };
    }

    private static boolean mayBeOurs(String token) {
        return token.length() <= LONGEST && CompactToken.isCanonical(token);
    }

    // Another node may have created the key a moment ago.
    private @Nullable JWK find(String kid) {
        JWK known = keys.published().getKeyByKeyId(kid);
        return known == null ? keys.latest().getKeyByKeyId(kid) : known;
    }

    // Attack: algorithm confusion, where a public RSA key is used as an HMAC secret. The header, which the client
    // controls, may select one of our keys by id, but the algorithm comes from the key.
    private JWSKeySelector<SecurityContext> ownKey() {
        return (header, context) -> {
            JWK key = header.getKeyID() == null ? null : find(header.getKeyID());
            if (key == null || !header.getAlgorithm().equals(key.getAlgorithm())) {
                return List.of();
            }
            try {
                return List.of(verifiers.key(key));
            } catch (JOSEException e) {
                return List.of();
            }
        };
    }
}
