package com.hubify.clerk.organization;

import com.hubify.clerk.user.User;
import com.hubify.clerk.user.UserJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clerk's Organization and OrganizationMembership objects. */
public final class OrganizationJson {

    private OrganizationJson() {}

    public static Map<String, @Nullable Object> of(Organization organization, int members) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "organization");
        json.put("id", organization.id());
        json.put("name", organization.name());
        json.put("slug", organization.slug());
        json.put("image_url", "https://img.clerk.com/preview.png");
        json.put("has_image", false);
        json.put("members_count", members);
        json.put("missing_member_with_elevated_permissions", null);
        json.put("pending_invitations_count", 0);
        json.put("max_allowed_memberships", 0);
        json.put("admin_delete_enabled", true);
        json.put("public_metadata", organization.metadata().open());
        json.put("private_metadata", organization.metadata().hidden());
        json.put("created_by", organization.createdBy());
        json.put("created_at", organization.createdAt().toEpochMilli());
        json.put("updated_at", organization.updatedAt().toEpochMilli());
        json.put("last_active_at", null);
        json.put("role_set_key", "role_set:default");
        return json;
    }

    /** What is left of a deleted organization. */
    public static Map<String, @Nullable Object> deleted(Organization organization) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "organization");
        json.put("id", organization.id());
        json.put("slug", organization.slug());
        json.put("deleted", true);
        return json;
    }

    /** A membership, also one that is gone: Clerk sends it whole then, too. */
    public static Map<String, @Nullable Object> of(
            Membership membership, Organization organization, int members, User user) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "organization_membership");
        json.put("id", membership.id());
        json.put("role", Role.PREFIX + membership.role().key());
        json.put("role_name", membership.role().name());
        json.put(
                "permissions",
                membership.role().permissionsIn(organization).stream()
                        .map(permission -> Role.PREFIX + permission)
                        .toList());
        json.put("public_metadata", Map.of());
        json.put("private_metadata", Map.of());
        json.put("organization", of(organization, members));
        json.put("public_user_data", publicData(user));
        json.put("created_at", membership.createdAt().toEpochMilli());
        json.put("updated_at", membership.updatedAt().toEpochMilli());
        return json;
    }

    private static Map<String, @Nullable Object> publicData(User user) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user_id", user.id());
        json.put("first_name", user.profile().givenName());
        json.put("last_name", user.profile().familyName());
        json.put("profile_image_url", UserJson.picture(user));
        json.put("image_url", UserJson.picture(user));
        json.put("has_image", UserJson.hasPicture(user));
        json.put("identifier", user.label());
        json.put("username", user.profile().username());
        json.put("banned", user.banned());
        json.put("deprovisioned", user.deprovisioned());
        return json;
    }
}
