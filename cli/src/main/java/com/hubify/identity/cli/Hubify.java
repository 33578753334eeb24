package com.hubify.identity.cli;

import com.hubify.identity.cli.account.Identities;
import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.apikey.command.ApiKeyCommands;
import com.hubify.identity.cli.audit.command.AuditCommands;
import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.client.command.ClientCommands;
import com.hubify.identity.cli.login.BrowserLogin;
import com.hubify.identity.cli.login.DeviceLogin;
import com.hubify.identity.cli.server.Http;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.session.ConfigurationFolder;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.session.KeyExchange;
import com.hubify.identity.cli.session.SessionFile;
import com.hubify.identity.cli.session.Sessions;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;

/** Composition root: creates all parts of the command. */
final class Hubify {

    /**
     * What scripts run before each request. Picocli would take two thirds of its time to read the annotations of all other
     * commands, so it is run without. With options it is picocli's.
     */
    private static final List<String> TOKEN = List.of("auth", "token");

    private final Surroundings surroundings;
    private final Terminal terminal;

    Hubify(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.terminal = new Terminal(surroundings.out(), surroundings.err(), surroundings.interactive());
    }

    /** Runs one command line and returns its exit status. */
    int run(String... arguments) {
        try {
            return List.of(arguments).equals(TOKEN)
                    ? showToken()
                    : commandLine().execute(arguments);
        } catch (RuntimeException e) {
            return new FailedCommand(surroundings, terminal).end(e);
        }
    }

    private int showToken() {
        IdentityServer server = server();
        TokenCommand.show(credentials(server, sessions(server, new TokenEndpoint(server))), terminal);
        return 0;
    }

    private CommandLine commandLine() {
        IdentityServer server = server();
        TokenEndpoint tokens = new TokenEndpoint(server);
        Sessions sessions = sessions(server, tokens);
        Credentials credentials = credentials(server, sessions);
        ApiKeys keys = new ApiKeys(server);
        ScopeList scopes = new ScopeList(server);
        Identities identities = new Identities(server, keys);

        CommandLine apiKey = ApiKeyCommands.addTo(
                new CommandLine(new CommandGroup.ApiKeyCommand()),
                keys,
                scopes,
                server,
                credentials,
                surroundings.clock(),
                surroundings.interactive(),
                surroundings.in(),
                terminal);
        CommandLine auth = new CommandLine(new CommandGroup.AuthCommand())
                .addSubcommand(login(server, tokens, scopes, sessions, credentials))
                .addSubcommand(new LogoutCommand(sessions, credentials, server, terminal))
                .addSubcommand(new WhoamiCommand(identities, credentials, terminal))
                .addSubcommand(new StatusCommand(server, identities, credentials, surroundings.clock(), terminal))
                .addSubcommand(
                        new TokenCommand(credentials, new KeyExchange(tokens), scopes, surroundings.in(), terminal))
                .addSubcommand(new ScopesCommand(scopes, terminal))
                .addSubcommand(new WhyCommand(server, credentials, terminal))
                .addSubcommand(apiKey);
        CommandLine hubify = new CommandLine(new HubifyCommand(terminal))
                .addSubcommand(auth)
                .addSubcommand(ClientCommands.addTo(
                        new CommandLine(new CommandGroup.ClientsCommand()),
                        new OperatorClients(server),
                        credentials,
                        surroundings.interactive(),
                        surroundings.in(),
                        terminal))
                .addSubcommand(AuditCommands.addTo(
                        new CommandLine(new CommandGroup.AuditCommand()), server, credentials, terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new HelpCommand());
        return Conventions.applyTo(hubify, surroundings, server.issuer(), terminal);
    }

    private LoginCommand login(
            IdentityServer server, TokenEndpoint tokens, ScopeList scopes, Sessions sessions, Credentials credentials) {
        Clock clock = surroundings.clock();
        return new LoginCommand(
                new BrowserLogin(server, tokens, terminal, clock, surroundings.random(), surroundings.patience()),
                new DeviceLogin(server, tokens, terminal, clock, surroundings.pause()),
                scopes,
                sessions,
                credentials,
                surroundings.browser(),
                terminal);
    }

    private Sessions sessions(IdentityServer server, TokenEndpoint tokens) {
        return new Sessions(sessionFile(), server, tokens, surroundings.clock());
    }

    private Credentials credentials(IdentityServer server, Sessions sessions) {
        return new Credentials(surroundings.environment(), sessions, sessionFile(), server, surroundings.clock());
    }

    private SessionFile sessionFile() {
        return new SessionFile(
                ConfigurationFolder.of(surroundings.environment(), surroundings.home(), surroundings.operatingSystem()),
                surroundings.pause());
    }

    private IdentityServer server() {
        String named = surroundings.environment().getOrDefault("HUBIFY_ISSUER", "");
        // Copied from an address bar, it may end with a slash, which no Hubify issuer has.
        Issuer issuer = new Issuer(named.isBlank() ? surroundings.issuer() : named.replaceFirst("/+$", ""));
        return new IdentityServer(issuer, !named.isBlank(), new Http(surroundings.timeout(), Version.userAgent()));
    }
}
