package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.util.ArrayList;
import java.util.List;

/** Scopes as they are written on the command line, separated by commas. */
final class ScopeList {

    private ScopeList() {}

    /** @throws Failure {@link ExitCode#USAGE} naming the first part that isn't a scope over resources */
    static Scopes parse(String text) {
        List<Scope> scopes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            scopes.add(Scope.parse(part).filter(Scope::isResource).orElseThrow(() -> notAScope(part)));
        }
        if (scopes.size() > Scopes.MAX_COUNT) {
            throw new Failure(
                    ExitCode.USAGE,
                    "These are more than " + Scopes.MAX_COUNT + " scopes.",
                    "Use a wildcard, for example experiments:*.");
        }
        return Scopes.of(scopes);
    }

    private static Failure notAScope(String part) {
        return new Failure(
                ExitCode.USAGE,
                "'" + SafeText.line(part) + "' is not a scope.",
                "Write scopes as resource:action, resource:* or *, separated by commas without spaces,"
                        + " for example \"labs:read,experiments:*\".");
    }
}
