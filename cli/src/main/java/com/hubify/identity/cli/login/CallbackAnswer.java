package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What the browser brought back, already known to carry our state. */
final class CallbackAnswer {

    private final IdentityServer server;
    private final URI redirect;
    private final Map<String, List<String>> parameters;

    CallbackAnswer(IdentityServer server, URI redirect, Map<String, List<String>> parameters) {
        this.server = server;
        this.redirect = redirect;
        this.parameters = parameters;
    }

    /** The code to redeem, or the failure that the server sent in its place. */
    AuthorizationCode code() {
        verifyIssuer();
        AuthorizationResponse response = parse();
        if (!response.indicatesSuccess()) {
            throw refused(response.toErrorResponse().getErrorObject());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw senseless(new IllegalStateException("no code"));
        }
        return code;
    }

    /**
     * Against mix-up: a code of one server must not be sent to another.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9207#section-2.4">RFC 9207, section 2.4</a>
     */
    private void verifyIssuer() {
        List<String> named = parameters.getOrDefault("iss", List.of());
        boolean missing = named.isEmpty() && server.metadata().namesIssuerInResponses();
        boolean foreign =
                !named.isEmpty() && !named.get(0).equals(server.issuer().value());
        if (missing || foreign) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "The authorization response comes from "
                            + (missing ? "an unnamed server" : "'" + SafeText.line(named.get(0)) + "'") + ", not from "
                            + server.issuer() + ".",
                    "Nothing was stored. Close the browser and run 'hubify auth login' again; if it happens again,"
                            + " tell the server's operator.");
        }
    }

    private AuthorizationResponse parse() {
        try {
            return AuthorizationResponse.parse(redirect, parameters);
        } catch (ParseException e) {
            throw senseless(e);
        }
    }

    private static Failure refused(ErrorObject error) {
        String said = ServerError.of(error).said();
        if (OAuth2Error.ACCESS_DENIED.getCode().equals(error.getCode())) {
            return new Failure(
                    ExitCode.SIGN_IN_INCOMPLETE,
                    "The sign-in was declined: " + said + ".",
                    "If you did not mean to decline, run 'hubify auth login' again.");
        }
        boolean away = OAuth2Error.TEMPORARILY_UNAVAILABLE.getCode().equals(error.getCode())
                || OAuth2Error.SERVER_ERROR.getCode().equals(error.getCode());
        return new Failure(
                away ? ExitCode.UNREACHABLE : ExitCode.REFUSED,
                "The server ended the sign-in: " + said + ".",
                away
                        ? "Try again in a moment."
                        : "Correct what the message names, then run 'hubify auth login' again.");
    }

    private static Failure senseless(Exception cause) {
        return new Failure(
                ExitCode.UNEXPECTED,
                "The browser returned an invalid authorization response.",
                "Run 'hubify auth login' again.",
                cause);
    }
}
