package com.hubify.identity.clerk;

import com.nimbusds.jwt.JWTClaimsSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The active organization of a token: the compact {@code o} of version 2 of session tokens, or the flat claims from before.
 * Claims of the other version are ignored: they may be custom claims of that name. Access tokens and ID tokens name its id alone,
 * other tokens none.
 *
 * @param id {@code org_…}
 * @param slug name for URLs, or empty
 * @param role role with its prefix, such as {@code org:admin}, or empty
 * @param permissions custom permissions, such as {@code org:feature:permission}
 */
public record ClerkOrganization(String id, String slug, String role, List<String> permissions) {

    /** How the names of roles and permissions begin. */
    public static final String PREFIX = "org:";

    private static final Pattern ID = Pattern.compile("org_[A-Za-z0-9]{1,64}");

    public ClerkOrganization {
        permissions = List.copyOf(permissions);
    }

    static Optional<ClerkOrganization> of(ClerkTokenKind kind, JWTClaimsSet claims) {
        Optional<ClerkOrganization> named = switch (kind) {
            case SESSION_TOKEN -> ofSession(claims);
            case ACCESS_TOKEN, ID_TOKEN ->
                Optional.of(new ClerkOrganization(text(claims.getClaim("org_id")), "", "", List.of()));
            case TEMPLATE_TOKEN, MACHINE_TOKEN -> Optional.empty();
        };
        return named.filter(organization -> ID.matcher(organization.id).matches());
    }

    private static Optional<ClerkOrganization> ofSession(JWTClaimsSet claims) {
        return claims.getClaim("v") instanceof Number version && version.intValue() == 2
                ? compact(claims)
                : flat(claims);
    }

    private static Optional<ClerkOrganization> compact(JWTClaimsSet claims) {
        if (!(claims.getClaim("o") instanceof Map<?, ?> o) || text(o.get("id")).isEmpty()) {
            return Optional.empty();
        }
        String role = text(o.get("rol"));
        return Optional.of(new ClerkOrganization(
                text(o.get("id")),
                text(o.get("slg")),
                role.isEmpty() ? "" : PREFIX + role,
                permissions(features(text(claims.getClaim("fea"))), split(o.get("per")), split(o.get("fpm")))));
    }

    private static Optional<ClerkOrganization> flat(JWTClaimsSet claims) {
        String id = text(claims.getClaim("org_id"));
        List<String> permissions = claims.getClaim("org_permissions") instanceof List<?> list
                ? list.stream().map(ClerkOrganization::text).toList()
                : List.of();
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClerkOrganization(
                        id, text(claims.getClaim("org_slug")), text(claims.getClaim("org_role")), permissions));
    }

    /** Features of the organization, in order; those of the user alone don't count. */
    private static List<String> features(String list) {
        return split(list).stream()
                .filter(item -> item.indexOf(':') > 0
                        && item.substring(0, item.indexOf(':')).contains("o"))
                .map(item -> item.substring(item.indexOf(':') + 1))
                .toList();
    }

    /** The bits of each feature's mask choose among the permissions, least significant first. Masks may be long. */
    private static List<String> permissions(List<String> features, List<String> names, List<String> masks) {
        List<String> permissions = new ArrayList<>();
        for (int i = 0; i < Math.min(features.size(), masks.size()); i++) {
            BigInteger mask = mask(masks.get(i));
            for (int j = 0; j < names.size(); j++) {
                if (mask.testBit(j)) {
                    permissions.add(PREFIX + features.get(i) + ":" + names.get(j));
                }
            }
        }
        return permissions;
    }

    private static BigInteger mask(String digits) {
        return digits.matches("[0-9]{1,100}") ? new BigInteger(digits) : BigInteger.ZERO;
    }

    private static List<String> split(@Nullable Object list) {
        String text = text(list);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
