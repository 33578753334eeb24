package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.session.Session;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Terminal;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.Scope;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Signs in through the browser: authorization code with PKCE, the answer coming back to this machine.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252, OAuth 2.0 for native apps</a>
 */
public final class BrowserLogin {

    private final IdentityServer server;
    private final TokenEndpoint tokens;
    private final SignedIn signedIn;
    private final Terminal terminal;
    private final SecureRandom random;
    private final Duration patience;

    /** @param patience how long the user may take */
    public BrowserLogin(
            IdentityServer server,
            TokenEndpoint tokens,
            Terminal terminal,
            Clock clock,
            SecureRandom random,
            Duration patience) {
        this.server = server;
        this.tokens = tokens;
        this.signedIn = new SignedIn(server, clock);
        this.terminal = terminal;
        this.random = random;
        this.patience = patience;
    }

    /**
     * Sends the user to the server and waits for the way back.
     *
     * @throws Failure {@link ExitCode#SIGN_IN_INCOMPLETE} if the user declines or doesn't come back in time
     */
    public Session signIn(Scope scope, Browser browser) {
        SignInRequest request = SignInRequest.create(random);
        try (Loopback loopback = Loopback.open(new CallbackQuery(request.state()))) {
            URI page = request.address(server.metadata().authorizationEndpoint(), loopback.redirect(), scope);
            show(page, browser);
            Map<String, List<String>> answer = loopback.await(patience).orElseThrow(this::nobodyCame);
            Session session = finish(request, scope, loopback.redirect(), answer);
            loopback.finish(CallbackPage.DONE);
            return session;
        }
    }

    private void show(URI page, Browser browser) {
        String how = browser.open(page)
                ? "Your browser was opened. If it doesn't show the page, open this address on this machine:"
                : "To sign in, open this address on this machine, or run 'hubify auth login --device' to use another:";
        terminal.say(how + "\n\n  " + page + "\n");
    }

    private Session finish(SignInRequest request, Scope scope, URI redirect, Map<String, List<String>> answer) {
        AuthorizationCode code = new CallbackAnswer(server, redirect, answer).code();
        var grant = new AuthorizationCodeGrant(code, redirect, request.verifier());
        return signedIn.throughBrowser(tokens.redeem(grant), scope, request.nonce());
    }

    private Failure nobodyCame() {
        return new Failure(
                ExitCode.SIGN_IN_INCOMPLETE,
                "The sign-in was not completed within " + inWords(patience) + ".",
                "Run 'hubify auth login' again, or 'hubify auth login --device' if the browser is on another machine.");
    }

    private static String inWords(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
}
