package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.session.Pause;
import com.hubify.identity.cli.terminal.Terminal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Creates the sign-in flows. */
public final class Logins {

    private final IdentityServer server;
    private final TokenEndpoint tokens;
    private final Terminal terminal;
    private final SignedIn signedIn;
    private final Clock clock;

    public Logins(IdentityServer server, TokenEndpoint tokens, Terminal terminal, Clock clock) {
        this.server = server;
        this.tokens = tokens;
        this.terminal = terminal;
        this.signedIn = new SignedIn(server, new IdTokens(server), clock);
        this.clock = clock;
    }

    /**
     * In the browser of this machine.
     *
     * @param patience how long the user may take
     */
    public BrowserLogin throughBrowser(SecureRandom random, Duration patience) {
        return new BrowserLogin(server, tokens, signedIn, terminal, random, patience);
    }

    /** In a browser anywhere else. */
    public DeviceLogin throughDevice(Pause pause) {
        return new DeviceLogin(server, new DevicePolling(tokens, clock, pause), signedIn, terminal);
    }
}
