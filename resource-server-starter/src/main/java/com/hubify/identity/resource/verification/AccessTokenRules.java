package com.hubify.identity.resource.verification;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;

/** The service's own validators of access tokens. */
public final class AccessTokenRules {

    private static final MappedJwtClaimSetConverter CLAIMS =
            MappedJwtClaimSetConverter.withDefaults(Collections.emptyMap());

    private final OAuth2TokenValidator<Jwt> validators;

    private AccessTokenRules(OAuth2TokenValidator<Jwt> validators) {
        this.validators = validators;
    }

    /** The validators as one; null if there are none. */
    public static @Nullable AccessTokenRules of(List<OAuth2TokenValidator<Jwt>> validators) {
        return validators.isEmpty() ? null : new AccessTokenRules(new DelegatingOAuth2TokenValidator<>(validators));
    }

    boolean allow(SignedJWT token, JWTClaimsSet claims) {
        return !validators.validate(jwt(token, claims)).hasErrors();
    }

    private static Jwt jwt(SignedJWT token, JWTClaimsSet claims) {
        return Jwt.withTokenValue(token.getParsedString())
                .headers(headers -> headers.putAll(token.getHeader().toJSONObject()))
                .claims(all -> all.putAll(CLAIMS.convert(claims.getClaims())))
                .build();
    }
}
