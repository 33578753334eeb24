package com.hubify.identity.clerk;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which scopes a token of Clerk gives: those for everybody, and more by organization role, by permission and by a claim.
 *
 * @param everybody given with each token
 * @param byRole given in addition to members with this role, such as {@code org:admin}, in the active organization
 * @param byPermission given in addition to members with this permission, such as {@code org:labs:manage}
 * @param claim whose scopes are given in addition; null for none. Anybody who may edit templates or metadata at Clerk writes it
 * @param claimed the most that the claim can give
 */
public record ClerkScopes(
        Scopes everybody,
        Map<String, Scopes> byRole,
        Map<String, Scopes> byPermission,
        @Nullable String claim,
        Scopes claimed) {

    public ClerkScopes {
        byRole = Map.copyOf(byRole);
        byPermission = Map.copyOf(byPermission);
    }

    /** The scopes of a token with these verified claims. */
    Scopes of(Optional<ClerkOrganization> organization, JWTClaimsSet claims) {
        if (byRole.isEmpty() && byPermission.isEmpty() && claim == null) {
            return everybody;
        }
        Set<Scope> all = new LinkedHashSet<>(everybody.asSet());
        organization.ifPresent(active -> {
            all.addAll(byRole.getOrDefault(active.role(), Scopes.none()).asSet());
            active.permissions()
                    .forEach(permission -> all.addAll(
                            byPermission.getOrDefault(permission, Scopes.none()).asSet()));
        });
        Scopes asked = claim == null ? Scopes.none() : read(claims.getClaim(claim));
        Stream.concat(covered(asked, claimed), covered(claimed, asked)).forEach(all::add);
        return Scopes.of(all);
    }

    /** Space-separated or a list; none if any of it is not a scope. */
    private static Scopes read(@Nullable Object value) {
        if (value instanceof String text) {
            return Scopes.parse(text).orElse(Scopes.none());
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return Scopes.parse(texts).orElse(Scopes.none());
    }

    private static Stream<Scope> covered(Scopes scopes, Scopes by) {
        return scopes.asSet().stream().filter(by::cover);
    }
}
