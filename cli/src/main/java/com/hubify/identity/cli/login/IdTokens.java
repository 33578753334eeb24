package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks ID tokens: signature by a key the server publishes, issuer, audience, times, nonce, and that the access token beside
 * it belongs to it.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect Core, section
 *     3.1.3.7</a>
 */
final class IdTokens {

    // A constant, not taken from the token or the metadata, so that an attacker can't choose "none" or a shared secret.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private final IdentityServer server;

    IdTokens(IdentityServer server) {
        this.server = server;
    }

    /**
     * Who signed in, by the ID token among these.
     *
     * @param nonce what the token must carry; absent where the flow has no way to send one
     */
    IDTokenClaimsSet verify(OIDCTokens tokens, @Nullable Nonce nonce) {
        JWT token = tokens.getIDToken();
        if (token == null) {
            throw refused("it is missing", null);
        }
        try {
            IDTokenClaimsSet claims = validator().validate(token, nonce);
            verifyAccessToken(tokens, token.getHeader().getAlgorithm(), claims.getAccessTokenHash());
            return claims;
        } catch (BadJOSEException e) {
            throw refused("it was not issued for this sign-in or not signed by the server", e);
        } catch (InvalidHashException e) {
            throw refused("its at_hash does not match the access token", e);
        } catch (JOSEException e) {
            throw refused("its signature can't be checked", e);
        }
    }

    private IDTokenValidator validator() {
        var keys = new JWSVerificationKeySelector<SecurityContext>(ALGORITHMS, new ImmutableJWKSet<>(keys()));
        return new IDTokenValidator(new Issuer(server.issuer().value()), IdentityServer.CLIENT, keys, null);
    }

    private JWKSet keys() {
        Reply reply = server.get(server.metadata().keys());
        if (!reply.isSuccess()) {
            throw ServerError.refusal(reply, "Try again.");
        }
        try {
            return JWKSet.parse(reply.body());
        } catch (ParseException e) {
            throw reply.makesNoSense();
        }
    }

    private static void verifyAccessToken(OIDCTokens tokens, Algorithm algorithm, @Nullable AccessTokenHash hash)
            throws InvalidHashException {
        if (hash != null) {
            AccessTokenValidator.validate(tokens.getAccessToken(), JWSAlgorithm.parse(algorithm.getName()), hash);
        }
    }

    private static Failure refused(String reason, @Nullable Exception cause) {
        return new Failure(
                ExitCode.REFUSED,
                "The server's ID token was not accepted: " + reason + ".",
                "Nothing was stored. Check this machine's clock and HUBIFY_ISSUER, then run 'hubify auth login' again.",
                cause == null ? new IllegalStateException(reason) : cause);
    }
}
