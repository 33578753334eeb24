package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.session.Session;
import com.hubify.identity.cli.session.SessionTokens;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a session of the tokens at the end of either flow. */
final class SignedIn {

    private final IdentityServer server;
    private final IdTokens idTokens;
    private final Clock clock;

    SignedIn(IdentityServer server, Clock clock) {
        this.server = server;
        this.idTokens = new IdTokens(server);
        this.clock = clock;
    }

    /** After the browser flow: an ID token with our nonce must be there. */
    Session throughBrowser(TokenResponse answer, Scope asked, Nonce nonce) {
        OIDCTokenResponse success = success(answer);
        String subject = subject(success, nonce);
        return begin(success, Optional.of(subject), asked);
    }

    /** After the device flow, which has no nonce and in which some servers give no ID token. */
    Session throughDevice(TokenResponse answer, Scope asked) {
        OIDCTokenResponse success = success(answer);
        Optional<String> subject = success.getOIDCTokens().getIDTokenString() == null
                ? Optional.empty()
                : Optional.of(subject(success, null));
        return begin(success, subject, asked);
    }

    private String subject(OIDCTokenResponse success, @Nullable Nonce nonce) {
        return idTokens.verify(success.getOIDCTokens(), nonce).getSubject().getValue();
    }

    private Session begin(OIDCTokenResponse success, Optional<String> subject, Scope asked) {
        return new SessionTokens(success, clock.instant()).begin(server.issuer(), subject, asked);
    }

    private static OIDCTokenResponse success(TokenResponse answer) {
        if (answer instanceof OIDCTokenResponse success) {
            return success;
        }
        ErrorObject error = answer.toErrorResponse().getErrorObject();
        throw new Failure(
                ExitCode.REFUSED,
                "The server refused to finish the sign-in: "
                        + ServerError.of(error).said() + ".",
                "Run 'hubify auth login' again.");
    }
}
