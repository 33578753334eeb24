package com.hubify.identity.cli;

import com.hubify.identity.cli.account.Identities;
import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.apikey.command.ApiKeyCommands;
import com.hubify.identity.cli.login.BrowserLogin;
import com.hubify.identity.cli.login.DeviceLogin;
import com.hubify.identity.cli.server.Http;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.session.ConfigurationFolder;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.session.SessionFile;
import com.hubify.identity.cli.session.Sessions;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Clock;
import picocli.CommandLine;

/** Composition root: creates all parts of the command. */
final class Hubify {

    private final Surroundings surroundings;
    private final Terminal terminal;

    Hubify(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.terminal = new Terminal(surroundings.out(), surroundings.err(), surroundings.interactive());
    }

    /** Runs one command line and returns its exit status. */
    int run(String... arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (Failure failure) {
            terminal.say(failure);
            return failure.exitCode().number();
        }
    }

    private CommandLine commandLine() {
        IdentityServer server = server();
        TokenEndpoint tokens = new TokenEndpoint(server);
        SessionFile file = new SessionFile(
                ConfigurationFolder.of(surroundings.environment(), surroundings.home(), surroundings.operatingSystem()),
                surroundings.pause());
        Sessions sessions = new Sessions(file, server, tokens, surroundings.clock());
        Credentials credentials =
                new Credentials(surroundings.environment(), sessions, file, server, surroundings.clock());
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
                .addSubcommand(new TokenCommand(credentials, terminal))
                .addSubcommand(new ScopesCommand(scopes, terminal))
                .addSubcommand(apiKey);
        CommandLine hubify = new CommandLine(new HubifyCommand(terminal))
                .addSubcommand(auth)
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

    private IdentityServer server() {
        String named = surroundings.environment().getOrDefault("HUBIFY_ISSUER", "");
        // Copied from an address bar, it may end with a slash, which no Hubify issuer has.
        Issuer issuer = new Issuer(named.isBlank() ? surroundings.issuer() : named.replaceFirst("/+$", ""));
        return new IdentityServer(issuer, !named.isBlank(), new Http(surroundings.timeout(), Version.userAgent()));
    }
}
