package com.hubify.clerk.instance;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is not known for certain about real instances, or differs between them. The defaults are the
 * likelier reading; a client of Clerk should work with each of them turned over.
 *
 * @param jwtAccessTokens Whether access tokens are JWTs; opaque otherwise
 * @param includeAudience Whether JWT access tokens get the requested resource as their audience
 * @param catInOauthTokens Whether ID tokens and JWT access tokens carry the "ignore" token class in their header
 * @param idTokenAudienceArray Whether the audience of an ID token is an array; a string otherwise
 * @param atHashClaim Whether ID tokens carry at_hash
 * @param authTimeClaim Whether ID tokens carry auth_time
 * @param ratClaim Whether ID tokens carry rat, the time of the authorization request
 * @param refreshTokenWithoutOfflineAccess Whether a refresh token is issued without the scope offline_access
 * @param refreshReuseRevokesGrant Whether presenting a spent refresh token revokes its whole grant
 * @param invalidGrantStatus HTTP status of the error invalid_grant, 400 or 401
 * @param callbackScope Whether the callback carries the granted scope
 * @param callbackIss Whether the callback carries the issuer, and the metadata says so
 * @param logoutFlags Value of the two logout flags in the discovery document
 * @param endSessionEndpoint Whether the discovery document names the sign-out page as its end-session endpoint
 * @param clientSecretPostInDiscovery Whether the metadata names client_secret_post, which works in any case
 * @param signOutRevokesGrants Whether signing out revokes the grants made in that session
 * @param signOutRemovesSessions Whether signing out of a browser removes its sessions; ends them otherwise
 * @param banRevokesGrants Whether a ban revokes the grants the person made
 * @param endedApiKeysFound Whether a revoked or expired API key is found when it is verified; not found otherwise
 * @param jtiInSessionTokens Whether session tokens carry jti
 * @param weakNonceRefused Whether a nonce of fewer than eight characters is refused
 */
public record Switches(
        @DefaultValue("true") boolean jwtAccessTokens,
        @DefaultValue("false") boolean includeAudience,
        @DefaultValue("false") boolean catInOauthTokens,
        @DefaultValue("true") boolean idTokenAudienceArray,
        @DefaultValue("true") boolean atHashClaim,
        @DefaultValue("false") boolean authTimeClaim,
        @DefaultValue("false") boolean ratClaim,
        @DefaultValue("true") boolean refreshTokenWithoutOfflineAccess,
        @DefaultValue("true") boolean refreshReuseRevokesGrant,
        @DefaultValue("400") int invalidGrantStatus,
        @DefaultValue("true") boolean callbackScope,
        @DefaultValue("true") boolean callbackIss,
        @DefaultValue("false") boolean logoutFlags,
        @DefaultValue("false") boolean endSessionEndpoint,
        @DefaultValue("true") boolean clientSecretPostInDiscovery,
        @DefaultValue("false") boolean signOutRevokesGrants,
        @DefaultValue("false") boolean signOutRemovesSessions,
        @DefaultValue("true") boolean banRevokesGrants,
        @DefaultValue("false") boolean endedApiKeysFound,
        @DefaultValue("true") boolean jtiInSessionTokens,
        @DefaultValue("true") boolean weakNonceRefused) {

    public Switches {
        if (invalidGrantStatus != 400 && invalidGrantStatus != 401) {
            throw new IllegalArgumentException(
                    "clerk.simulator.switches.invalid-grant-status must be 400 or 401, not " + invalidGrantStatus);
        }
    }
}
