package com.hubify.clerk.token;

import com.hubify.clerk.credential.OpaqueTokens;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.instance.Switches;
import com.hubify.clerk.signing.InstanceSigner;
import com.hubify.clerk.signing.TokenClass;
import com.hubify.clerk.signing.TokenHeader;
import com.hubify.clerk.user.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Issues ID tokens. Absent values are left out: a claim is never null.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core, section 2</a>
 */
@Component
class IdTokens {

    private final Issuer issuer;
    private final InstanceProperties instance;
    private final ClerkIds ids;
    private final InstanceSigner signer;

    IdTokens(Issuer issuer, InstanceProperties instance, ClerkIds ids, InstanceSigner signer) {
        this.issuer = issuer;
        this.instance = instance;
        this.ids = ids;
        this.signer = signer;
    }

    String issue(Grant grant, Set<String> scopes, User user, String accessToken, Instant now) {
        Switches switches = instance.switches();
        Map<String, Object> claims = new TreeMap<>(UserClaims.of(user, scopes::contains));
        claims.values().removeIf(UserClaims.ABSENT::equals);
        claims.put("iss", issuer.value());
        claims.put("sub", user.id());
        claims.put("aud", switches.idTokenAudienceArray() ? List.of(grant.clientId()) : grant.clientId());
        claims.put("exp", now.plus(TokenMinter.LIFE).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("jti", ids.nextTokenId());
        if (grant.nonce() != null) {
            claims.put("nonce", grant.nonce());
        }
        if (grant.organizationId() != null && scopes.contains("user:org:read")) {
            claims.put("org_id", grant.organizationId());
        }
        if (switches.atHashClaim()) {
            claims.put("at_hash", leftHalf(OpaqueTokens.sha256(accessToken)));
        }
        if (switches.authTimeClaim()) {
            claims.put("auth_time", grant.authenticatedAt().getEpochSecond());
        }
        if (switches.ratClaim()) {
            claims.put("rat", grant.requestedAt().getEpochSecond());
        }
        TokenClass tokenClass = switches.catInOauthTokens() ? TokenClass.IGNORE : null;
        return signer.sign(TokenHeader.of(TokenHeader.JWT, tokenClass), claims);
    }

    private static String leftHalf(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
