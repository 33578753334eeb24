package com.hubify.identity.server.clerk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Clerk's documents. Members that we don't know are ignored, and those that may be null may be missing, too.
 *
 * <p>Every method throws {@link MalformedDocument} if the document is not of its kind.
 */
public final class ClerkJson {

    private static final int MOST_PERMISSIONS = 200;

    private static final Pattern ORGANIZATION_ID = Pattern.compile("org_[A-Za-z0-9]{1,64}");
    private static final Pattern SESSION_ID = Pattern.compile("sess_[A-Za-z0-9]{1,64}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9:_.-]{1,128}");

    private ClerkJson() {}

    /** A User. */
    public static ClerkUser user(JsonNode user) {
        String given = text(user, "first_name");
        String family = text(user, "last_name");
        String name = Stream.of(given, family).flatMap(Stream::ofNullable).collect(Collectors.joining(" "));
        return new ClerkUser(
                userId(user, "id"),
                ClerkText.of(name),
                given,
                family,
                text(user, "username"),
                verifiedEmail(user),
                ClerkText.picture(user.path("image_url").stringValue(null)),
                isShutOut(user.path("banned"), user.path("deprovisioned")),
                flag(user.path("locked")),
                time(user, "updated_at"));
    }

    /** An OrganizationMembership; the person is in its {@code public_user_data}. */
    public static ClerkMembership membership(JsonNode membership) {
        JsonNode organization = membership.path("organization");
        return new ClerkMembership(
                userId(membership.path("public_user_data"), "user_id"),
                required(organization, "id", ORGANIZATION_ID),
                text(organization, "slug"),
                text(organization, "name"),
                required(membership, "role", WORD),
                permissions(membership.path("permissions")),
                time(membership, "updated_at"));
    }

    /** A Session; where {@code user_id} is missing, of the person beside it. */
    public static ClerkSession session(JsonNode session) {
        String organization = session.path("last_active_organization_id").stringValue(null);
        return new ClerkSession(
                required(session, "id", SESSION_ID),
                session.path("user_id").isString() ? userId(session, "user_id") : userId(session.path("user"), "id"),
                required(session, "status", WORD),
                matches(organization, ORGANIZATION_ID) ? organization : null,
                time(session, "created_at"),
                time(session, "updated_at"));
    }

    /** The id of an organization, from an Organization or from what is left of it after its deletion. */
    public static String organizationId(JsonNode organization) {
        return required(organization, "id", ORGANIZATION_ID);
    }

    /** The id of a person, from a User or from what is left of it after its deletion. */
    public static String userId(JsonNode user) {
        return userId(user, "id");
    }

    /** Older instances deprovision nobody, and don't say it. */
    private static @Nullable Boolean isShutOut(JsonNode banned, JsonNode deprovisioned) {
        if (banned.booleanValue(false) || deprovisioned.booleanValue(false)) {
            return true;
        }
        boolean isSaid = deprovisioned.isMissingNode() || deprovisioned.isNull() || deprovisioned.isBoolean();
        return isSaid ? flag(banned) : null;
    }

    private static @Nullable Boolean flag(JsonNode flag) {
        return flag.isBoolean() ? flag.booleanValue() : null;
    }

    // The entry that primary_email_address_id names; a member that is missing equals none.
    private static @Nullable String verifiedEmail(JsonNode user) {
        String primary = user.path("primary_email_address_id").stringValue(null);
        for (JsonNode address : user.path("email_addresses")) {
            if (primary != null && primary.equals(address.path("id").stringValue(null))) {
                boolean verified = "verified"
                        .equals(address.path("verification").path("status").stringValue(null));
                return verified ? text(address, "email_address") : null;
            }
        }
        return null;
    }

    private static List<String> permissions(JsonNode array) {
        List<String> permissions = new ArrayList<>();
        for (JsonNode each : array) {
            String permission = each.stringValue(null);
            if (matches(permission, WORD) && permissions.size() < MOST_PERMISSIONS) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static String userId(JsonNode node, String member) {
        String id = node.path(member).stringValue(null);
        if (id == null || !ClerkText.isUserId(id)) {
            throw new MalformedDocument("no user id in " + member);
        }
        return id;
    }

    private static String required(JsonNode node, String member, Pattern form) {
        String value = node.path(member).stringValue(null);
        if (value == null || !form.matcher(value).matches()) {
            throw new MalformedDocument(member + " is missing or malformed");
        }
        return value;
    }

    private static boolean matches(@Nullable String value, Pattern form) {
        return value != null && form.matcher(value).matches();
    }

    private static @Nullable String text(JsonNode node, String member) {
        return ClerkText.of(node.path(member).stringValue(null));
    }

    /** Milliseconds since 1970; null if missing or beyond what a calendar can hold. */
    private static @Nullable Instant time(JsonNode node, String member) {
        JsonNode time = node.path(member);
        return time.canConvertToLong() && time.asLong(0) > 0 ? Instant.ofEpochMilli(time.asLong(0)) : null;
    }
}
