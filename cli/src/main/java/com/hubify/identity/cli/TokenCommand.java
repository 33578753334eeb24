package com.hubify.identity.cli;

import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.session.KeyExchange;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.StandardInput;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scopes;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hubify auth token}. */
@Command(
        name = "token",
        description = {
            "Print the current access token and nothing else, renewed if it is about to expire.",
            "If HUBIFY_API_KEY or HUBIFY_TOKEN is set, its value is printed instead: it is the credential in use.",
            "With --scope, the API key is exchanged for an access token that lives ten minutes, may do no more than",
            "that, and ends with the key: for steps of a job that need not see the key itself."
        },
        footer = {
            "  curl -H \"Authorization: Bearer $(hubify auth token)\" https://api.hubify.com/v1/labs",
            "  HUBIFY_TOKEN=$(hubify auth token --scope labs:read)         with HUBIFY_API_KEY set",
            "  hubify auth token --api-key - --scope labs:read < key.txt   the key from a file",
            "  HUBIFY_ISSUER=http://localhost:9000 hubify auth token --scope labs:read   at the server of ./run"
        })
final class TokenCommand implements Runnable {

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "Exchange the API key for a token that may do this alone; separated by commas.")
    private @Nullable String scope;

    @Option(
            names = "--api-key",
            paramLabel = "-",
            description = "Exchange the API key on standard input, not the one in HUBIFY_API_KEY.")
    private @Nullable String apiKey;

    private final Credentials credentials;
    private final KeyExchange exchange;
    private final ScopeList scopes;
    private final InputStream in;
    private final Terminal terminal;

    TokenCommand(Credentials credentials, KeyExchange exchange, ScopeList scopes, InputStream in, Terminal terminal) {
        this.credentials = credentials;
        this.exchange = exchange;
        this.scopes = scopes;
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (scope == null && apiKey == null) {
            show(credentials, terminal);
            return;
        }
        // An option that is given and empty, such as by a variable that isn't set, asks for less than everything, too.
        Scopes asked = scope == null ? Scopes.none() : scopes.parse(scope);
        ApiKeyToken key = apiKey == null
                ? credentials.toSend().apiKey().orElseThrow(TokenCommand::noKey)
                : credentials.toSend(given(apiKey));
        terminal.show(exchange.exchange(key, asked).reveal());
    }

    /** The command without options. */
    static void show(Credentials credentials, Terminal terminal) {
        terminal.show(credentials.inUse().reveal());
    }

    private ApiKeyToken given(String argument) {
        if (!argument.equals(StandardInput.ARGUMENT)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "An API key is not given as an argument: other users of this machine could read it.",
                    "Set HUBIFY_API_KEY, or write --api-key - and give the key on standard input.");
        }
        return ApiKeyToken.parse(StandardInput.read(in, "Set HUBIFY_API_KEY to the key."))
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "What is on standard input is not a Hubify API key.",
                        "Copy the whole key again (it starts with hfy_key_)."));
    }

    private static Failure noKey() {
        return new Failure(
                ExitCode.USAGE,
                "Only API keys are exchanged for tokens with fewer scopes, and none is in use.",
                "Set HUBIFY_API_KEY, or write --api-key - and give a key on standard input.");
    }
}
