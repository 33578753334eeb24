package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scope on the consent page.
 *
 * @param allowedEarlier whether the person allowed it earlier, so that unticking a ticked one takes it back
 * @param partOf a wider scope that was allowed earlier and has no box, and is then taken back as a whole; null if none
 */
public record AskedScope(
        ScopeDescription description,
        boolean allowedEarlier,
        @Nullable String partOf) {

    /** @param asked all that the page asks about: a wider scope among them has a box of its own, which is ticked but for that of all */
    static AskedScope of(ScopeDescription description, Scopes earlier, Set<Scope> asked) {
        Scope scope = new Scope(description.scope());
        boolean stays = asked.stream()
                .anyMatch(other -> !other.equals(scope) && !other.equals(Scope.ALL) && other.covers(scope));
        String wider = earlier.asSet().stream()
                .filter(held -> !stays && !asked.contains(held) && held.covers(scope))
                .map(Scope::value)
                .findFirst()
                .orElse(null);
        return new AskedScope(description, earlier.cover(scope), wider);
    }

    /** Full access is ticked by the person alone, each time. */
    public boolean isTicked() {
        return !description.coversAll();
    }
}
