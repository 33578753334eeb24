package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import org.jspecify.annotations.Nullable;

/** The token and revocation endpoints. */
public final class TokenEndpoint {

    private final IdentityServer server;

    public TokenEndpoint(IdentityServer server) {
        this.server = server;
    }

    /**
     * Requests tokens for a grant. A refusal is a regular result, which the device grant and renewals handle.
     *
     * @throws Failure if the server is unavailable or its response is invalid
     */
    public TokenResponse redeem(AuthorizationGrant grant) {
        return redeem(grant, null);
    }

    /** The same for a grant that takes scopes, which may be left out. */
    public TokenResponse redeem(AuthorizationGrant grant, @Nullable Scope scope) {
        TokenRequest request = new TokenRequest.Builder(server.metadata().tokenEndpoint(), IdentityServer.CLIENT, grant)
                .scope(scope)
                .build();
        Reply reply = server.send(request.toHTTPRequest());
        if (reply.status() >= 500 || reply.status() == 429) {
            throw ServerError.refusal(reply, "");
        }
        try {
            TokenResponse answer = OIDCTokenResponseParser.parse(reply.forParsing());
            if (!answer.indicatesSuccess()
                    && answer.toErrorResponse().getErrorObject().getCode() == null) {
                throw reply.makesNoSense();
            }
            return answer;
        } catch (ParseException e) {
            throw reply.makesNoSense();
        }
    }

    /**
     * Revokes a token; a refresh token with its whole grant.
     *
     * @throws Failure if the server could not be reached
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
     */
    public void revoke(Token token) {
        var request = new TokenRevocationRequest(server.metadata().revocationEndpoint(), IdentityServer.CLIENT, token);
        Reply reply = server.send(request.toHTTPRequest());
        if (!reply.isSuccess()) {
            throw ServerError.refusal(reply, "Try again.");
        }
    }
}
