package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify clients create}. */
@Command(
        name = "create",
        description = {"Register a client. Its secret is printed once, and stored as a digest."},
        footer = {
            "  hubify clients create night-job --grant-type client_credentials --scope labs:read",
            "  hubify clients create my-app --redirect-uri https://app.example.com/cb --scope \"openid,labs:read\"",
            "  hubify clients create my-spa --public --redirect-uri https://spa.example.com/ --scope openid"
        })
final class ClientCreateCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The new client's id.")
    private String id = "";

    @Option(
            names = "--public",
            description = "The client has no secret, as programs on people's machines can't keep one.")
    private boolean isPublic;

    @Mixin
    private final ClientOptions options = new ClientOptions();

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientCreateCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        ObjectNode client = options.members().put("client_id", id);
        if (isPublic) {
            client.put("token_endpoint_auth_method", "none");
        }
        terminal.result(clients.create(client, credentials.toSend()));
    }
}
