package com.hubify.identity.resource.verification;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;

/** What a service itself wants of access tokens that are otherwise good. */
public final class AccessTokenRules {

    static final BiPredicate<SignedJWT, JWTClaimsSet> NONE = (token, claims) -> true;

    private static final MappedJwtClaimSetConverter CLAIMS =
            MappedJwtClaimSetConverter.withDefaults(Collections.emptyMap());

    private AccessTokenRules() {}

    /** The validators as one; with none, nothing is made for them to look at. */
    public static BiPredicate<SignedJWT, JWTClaimsSet> of(List<OAuth2TokenValidator<Jwt>> validators) {
        if (validators.isEmpty()) {
            return NONE;
        }
        OAuth2TokenValidator<Jwt> all = new DelegatingOAuth2TokenValidator<>(validators);
        return (token, claims) -> !all.validate(jwt(token, claims)).hasErrors();
    }

    private static Jwt jwt(SignedJWT token, JWTClaimsSet claims) {
        return Jwt.withTokenValue(token.getParsedString())
                .headers(headers -> headers.putAll(token.getHeader().toJSONObject()))
                .claims(all -> all.putAll(CLAIMS.convert(claims.getClaims())))
                .build();
    }
}
