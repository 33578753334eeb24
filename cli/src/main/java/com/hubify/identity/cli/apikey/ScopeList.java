package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Scopes as they are written on the command line, separated by commas. */
public final class ScopeList {

    private final IdentityServer server;

    public ScopeList(IdentityServer server) {
        this.server = server;
    }

    /**
     * Reads scopes that exist: published ones, those that manage the platform, and what the server says it has besides.
     *
     * @throws Failure {@link ExitCode#USAGE} naming the first part that isn't such a scope, and what may have been meant
     */
    public Scopes parse(String text) {
        List<Scope> scopes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Scope scope = Scope.parse(part).filter(Scope::isResource).orElseThrow(() -> notAScope(part));
            if (!exists(scope)) {
                throw noSuchScope(part);
            }
            scopes.add(scope);
        }
        if (scopes.size() > Scopes.MAX_COUNT) {
            throw new Failure(
                    ExitCode.USAGE,
                    "These are more than " + Scopes.MAX_COUNT + " scopes.",
                    "Use a wildcard, for example experiments:*.");
        }
        return Scopes.of(scopes);
    }

    private boolean exists(Scope scope) {
        return scope.isReserved()
                || ScopeCatalogue.EXISTING.contains(scope)
                || offered().contains(scope.value());
    }

    /** What this server has beside the published scopes; nothing if it can't be asked. */
    private List<String> offered() {
        try {
            return server.metadata().scopes();
        } catch (Failure e) {
            return List.of();
        }
    }

    private static Failure noSuchScope(String part) {
        String meant = meantBy(part);
        return new Failure(
                ExitCode.USAGE,
                "There is no scope '" + SafeText.line(part) + "'.",
                (meant.isEmpty() ? "" : "Did you mean " + meant + "? ") + "'hubify auth scopes' lists them.");
    }

    private static Failure notAScope(String part) {
        String meant = meantBy(part);
        return new Failure(
                ExitCode.USAGE,
                "'" + SafeText.line(part) + "' is not a scope.",
                (meant.isEmpty() ? "" : "Did you mean " + meant + "? ")
                        + "Write scopes as resource:action, resource:* or *, separated by commas without spaces,"
                        + " for example \"labs:read,experiments:*\". 'hubify auth scopes' lists them.");
    }

    private static String meantBy(String part) {
        return ScopeCatalogue.meantBy(part.strip()).stream().map(Scope::value).collect(Collectors.joining(" or "));
    }
}
