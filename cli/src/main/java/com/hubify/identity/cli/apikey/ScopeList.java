package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.Spelling;
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
            requireExisting(scope);
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

    /**
     * The scopes that this server has for services of its own, beside the published ones and those that manage the platform.
     *
     * @throws Failure if it can't be asked
     */
    public List<Scope> more() {
        return server.metadata().scopes().stream()
                .flatMap(scope -> Scope.parse(scope).stream())
                .filter(scope -> scope.isResource() && !scope.isReserved() && !ScopeCatalogue.EXISTING.contains(scope))
                .distinct()
                .toList();
    }

    /** Asks the server about what isn't published alone. That it can't answer is no reason to say that there is no such scope. */
    private void requireExisting(Scope scope) {
        if (scope.isReserved() || ScopeCatalogue.EXISTING.contains(scope)) {
            return;
        }
        List<Scope> more = more();
        if (!more.contains(scope)) {
            throw noSuchScope(scope, more);
        }
    }

    private static Failure noSuchScope(Scope scope, List<Scope> more) {
        List<String> near =
                Spelling.nearest(scope.value(), more.stream().map(Scope::value).toList());
        String meant = near.isEmpty() ? meantBy(scope.value()) : String.join(" or ", near);
        return new Failure(
                ExitCode.USAGE,
                "There is no scope '" + scope + "'.",
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
