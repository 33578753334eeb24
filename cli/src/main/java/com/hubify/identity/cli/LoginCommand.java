package com.hubify.identity.cli;

import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.login.Browser;
import com.hubify.identity.cli.login.BrowserLogin;
import com.hubify.identity.cli.login.DeviceLogin;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.session.Session;
import com.hubify.identity.cli.session.Sessions;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.nimbusds.oauth2.sdk.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hubify auth login}. */
@Command(
        name = "login",
        description = {
            "Sign in through the browser and keep the session on this machine.",
            "The session may do everything you may do, unless --scope asks for less."
        },
        footer = {
            "  hubify auth login                       open the browser here",
            "  hubify auth login --device              show a code to enter on another device",
            "  hubify auth login --no-browser          print the address and open nothing",
            "  hubify auth login --scope \"labs:read\"   ask for no more than reading labs"
        })
final class LoginCommand implements Runnable {

    private static final List<String> IDENTITY = List.of("openid", "profile", "email", "offline_access");

    @Option(names = "--device", description = "Sign in on another device with a code.")
    private boolean device;

    @Option(names = "--no-browser", description = "Print the address instead of opening the browser.")
    private boolean noBrowser;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = {
                "What the session may do, separated by commas.",
                "Default: all published scopes, those that manage API keys, and * if you tick it on the consent page."
            })
    private String scope = everything();

    private final BrowserLogin browserLogin;
    private final DeviceLogin deviceLogin;
    private final ScopeList scopes;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Browser browser;
    private final Terminal terminal;

    LoginCommand(
            BrowserLogin browserLogin,
            DeviceLogin deviceLogin,
            ScopeList scopes,
            Sessions sessions,
            Credentials credentials,
            Browser browser,
            Terminal terminal) {
        this.browserLogin = browserLogin;
        this.deviceLogin = deviceLogin;
        this.scopes = scopes;
        this.sessions = sessions;
        this.credentials = credentials;
        this.browser = browser;
        this.terminal = terminal;
    }

    /** Besides {@code *}, which the consent page does not tick, all resources: pressing Allow is then enough. */
    private static String everything() {
        return Stream.concat(
                        Stream.of("*"),
                        Stream.concat(
                                ScopeCatalogue.PUBLISHED.stream()
                                        .filter(published -> !published.value().equals("*"))
                                        .map(published -> published.resource() + ":*"),
                                Stream.of("api-keys:read", "api-keys:write")))
                .distinct()
                .collect(Collectors.joining(","));
    }

    @Override
    public void run() {
        Scope asked = Scope.parse(IDENTITY);
        Set<String> chosen = scopes.parse(scope).values();
        chosen.forEach(asked::add);
        Session session =
                device ? deviceLogin.signIn(asked) : browserLogin.signIn(asked, noBrowser ? page -> false : browser);
        sessions.begin(session);
        terminal.say("Signed in at " + session.issuer()
                + session.subject()
                        .map(subject -> " as " + SafeText.line(subject))
                        .orElse("") + ".");
        terminal.say("What is connected to your account, and how to end it: "
                + session.issuer().at("/account"));
        sayWhatWasNotAllowed(chosen, session);
        credentials
                .variableInUse()
                .ifPresent(name -> terminal.say("Note: " + name + " is set and is used instead of this login."));
    }

    private void sayWhatWasNotAllowed(Set<String> asked, Session session) {
        List<String> missing = asked.stream()
                .filter(scope -> !session.scopes().contains(scope))
                .toList();
        if (!missing.isEmpty()) {
            terminal.say("Not allowed for this session: " + String.join(", ", missing) + ".");
        }
    }
}
