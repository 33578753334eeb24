package com.hubify.clerk.sessiontoken;

import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.Role;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a session token says about the active organization. Version 2 packs permissions into one bit mask per
 * feature: bit j of mask i means that feature i has permission j. All features are the organization's
 * ({@code o:}), as readers disagree on how to count when others stand between.
 */
final class OrganizationClaims {

    private OrganizationClaims() {}

    static Map<String, Object> version2(Organization organization, Membership membership) {
        List<String> features = organization.features();
        List<String> permissions = membership.role().permissionsIn(organization);
        List<String> names = permissions.stream()
                .map(permission -> permission.substring(permission.indexOf(':') + 1))
                .distinct()
                .sorted()
                .toList();
        Map<String, Object> o = new TreeMap<>();
        o.put("id", organization.id());
        if (organization.slug() != null) {
            o.put("slg", organization.slug());
        }
        o.put("rol", membership.role().key());
        if (!features.isEmpty()) {
            o.put("per", String.join(",", names));
            o.put(
                    "fpm",
                    features.stream()
                            .map(feature -> mask(feature, names, permissions).toString())
                            .collect(Collectors.joining(",")));
        }
        Map<String, Object> claims = new TreeMap<>(Map.of("o", o));
        if (!features.isEmpty()) {
            claims.put("fea", features.stream().map(feature -> "o:" + feature).collect(Collectors.joining(",")));
        }
        return claims;
    }

    static Map<String, Object> version1(Organization organization, Membership membership) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("org_id", organization.id());
        if (organization.slug() != null) {
            claims.put("org_slug", organization.slug());
        }
        claims.put("org_role", Role.PREFIX + membership.role().key());
        claims.put(
                "org_permissions",
                membership.role().permissionsIn(organization).stream()
                        .map(permission -> Role.PREFIX + permission)
                        .toList());
        return claims;
    }

    private static BigInteger mask(String feature, List<String> names, List<String> permissions) {
        BigInteger mask = BigInteger.ZERO;
        for (int bit = 0; bit < names.size(); bit++) {
            if (permissions.contains(feature + ":" + names.get(bit))) {
                mask = mask.setBit(bit);
            }
        }
        return mask;
    }
}
