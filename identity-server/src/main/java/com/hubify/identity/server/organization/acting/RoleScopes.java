package com.hubify.identity.server.organization.acting;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most that a role allows: a ceiling of the scopes of tokens, whatever the person allowed the application. Scopes about the
 * person, such as {@code profile}, are not an organization's, and pass.
 */
final class RoleScopes {

    private static final String PREFIX = "hubify.identity.organizations.";

    private final Map<String, Scopes> ofRole;
    private final Scopes ofOthers;

    /** @param more scopes of services of one's own, which exist too */
    RoleScopes(OrganizationProperties properties, Collection<String> more) {
        this.ofRole = properties.roleScopes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> read(each.getValue(), "role-scopes." + each.getKey(), more)));
        this.ofOthers = read(others(properties), "other-role-scopes", more);
    }

    /**
     * What is left of granted scopes. {@code api-keys:write} and the like pass, too: they are about the person's own keys, and no
     * wildcard covers them.
     *
     * <p>Others stay if the ceiling covers them; of a wider one, what the ceiling has of it.
     */
    Scopes within(Scopes granted, Membership membership) {
        Scopes ceiling = ofRole.getOrDefault(membership.roleName(), ofOthers);
        List<Scope> left = new ArrayList<>();
        for (Scope scope : granted.asSet()) {
            if (!scope.isResource() || scope.isReserved() || ceiling.cover(scope)) {
                left.add(scope);
            } else {
                ceiling.asSet().stream().filter(scope::covers).forEach(left::add);
            }
        }
        return Scopes.of(left);
    }

    /** Attack: act in a role that was made at Clerk after the ceilings, or with a token of Clerk's that says no role. */
    private static Set<String> others(OrganizationProperties properties) {
        Set<String> set = properties.otherRoleScopes();
        if (set != null) {
            return set;
        }
        return properties.roleScopes().isEmpty() ? Set.of("*") : Set.of();
    }

    /** A misspelt scope would allow nothing, and be looked for at the wrong end. */
    private static Scopes read(Set<String> texts, String name, Collection<String> more) {
        return Scopes.of(texts.stream().map(text -> read(text, name, more)).toList());
    }

    private static Scope read(String text, String name, Collection<String> more) {
        return Scope.parse(text)
                .filter(scope -> exists(scope, more))
                .orElseThrow(
                        () -> Settings.invalid(PREFIX + name, "contains a scope that does not exist" + meant(text)));
    }

    private static boolean exists(Scope scope, Collection<String> more) {
        Stream<Scope> others = more.stream().flatMap(text -> Scope.parse(text).stream());
        return Stream.concat(ScopeCatalogue.EXISTING.stream(), others).anyMatch(scope::equals);
    }

    private static String meant(String text) {
        String nearest = ScopeCatalogue.meantBy(text).stream().map(Scope::value).collect(Collectors.joining(", "));
        return nearest.isEmpty()
                ? "; scopes of your own services belong to hubify.identity.scopes.more first"
                : ": did you mean " + nearest + "?";
    }
}
