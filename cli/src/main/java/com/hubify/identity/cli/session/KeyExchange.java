package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;

/**
 * Exchanges an API key for a short access token with fewer scopes, which ends with the key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2">RFC 8693, section 2</a>
 */
public final class KeyExchange {

    private final TokenEndpoint tokens;

    public KeyExchange(TokenEndpoint tokens) {
        this.tokens = tokens;
    }

    /**
     * The access token.
     *
     * @param scopes what it may do; none for all that the key may
     * @throws Failure if the server refuses the key or a scope, or is unavailable
     */
    public Secret exchange(ApiKeyToken key, Scopes scopes) {
        TokenResponse answer = tokens.redeem(
                new TokenExchangeGrant(new TypelessAccessToken(key.value()), keyType()),
                scopes.areNone() ? null : Scope.parse(scopes.values()));
        if (!answer.indicatesSuccess()) {
            throw refusal(answer.toErrorResponse().getErrorObject());
        }
        String token = answer.toSuccessResponse().getTokens().getAccessToken().getValue();
        return Secret.of(token)
                .orElseThrow(() -> new Failure(
                        ExitCode.UNEXPECTED,
                        "The server issued a token that this command can't use.",
                        "Check HUBIFY_ISSUER, and whether this command is up to date."));
    }

    private static Failure refusal(ErrorObject error) {
        String said = ServerError.of(error).said();
        return switch (error.getCode()) {
            case "invalid_request" ->
                new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "The API key was not accepted: " + said + ".",
                        "Set HUBIFY_API_KEY to a key that is neither revoked nor expired.");
            case "invalid_scope" ->
                new Failure(
                        ExitCode.REFUSED,
                        "The server refused: " + said + ".",
                        "Ask for no more than the key may do; without --scope the token has all of its scopes.");
            default ->
                new Failure(
                        ExitCode.REFUSED,
                        "The server refused: " + said + ".",
                        error.getCode().equals(OAuth2Error.UNSUPPORTED_GRANT_TYPE.getCode())
                                ? "It exchanges no API keys: send the key itself."
                                : "Correct what the message names and try again.");
        };
    }

    private static TokenTypeURI keyType() {
        try {
            return TokenTypeURI.parse(TokenClaims.API_KEY_TOKEN_TYPE);
        } catch (ParseException e) {
            throw new IllegalStateException("the type is a URI", e);
        }
    }
}
