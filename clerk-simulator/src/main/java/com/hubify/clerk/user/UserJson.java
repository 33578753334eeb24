package com.hubify.clerk.user;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clerk's User object. Every member is there; those this instance has no use for are empty or null. */
public final class UserJson {

    /** Clerk draws a picture for everybody; {@code has_image} tells whether the person chose one. */
    private static final String DRAWN_PICTURE = "https://img.clerk.com/preview.png";

    /** Wrong passwords before Clerk locks a person, its default. The simulator doesn't count them. */
    private static final int ATTEMPTS = 100;

    private UserJson() {}

    public static Map<String, @Nullable Object> of(User user, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", user.id());
        json.put("object", "user");
        identity(user, json);
        json.put("public_metadata", user.metadata().open());
        json.put("private_metadata", user.metadata().hidden());
        json.put("unsafe_metadata", user.metadata().unsafe());
        credentials(user, json);
        standing(user, now, json);
        json.put("created_at", user.createdAt().toEpochMilli());
        json.put("updated_at", user.updatedAt().toEpochMilli());
        return json;
    }

    /** What is left of a deleted person. */
    public static Map<String, @Nullable Object> deleted(User user) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", user.id());
        json.put("object", "user");
        json.put("deleted", true);
        if (user.profile().externalId() != null) {
            json.put("external_id", user.profile().externalId());
        }
        return json;
    }

    public static String picture(User user) {
        return user.profile().picture() == null ? DRAWN_PICTURE : user.profile().picture();
    }

    public static boolean hasPicture(User user) {
        return user.profile().picture() != null;
    }

    private static void identity(User user, Map<String, @Nullable Object> json) {
        Profile profile = user.profile();
        EmailAddress email = profile.email();
        json.put("external_id", profile.externalId());
        json.put("primary_email_address_id", email == null ? null : email.id());
        json.put("primary_phone_number_id", null);
        json.put("primary_web3_wallet_id", null);
        json.put("username", profile.username());
        json.put("first_name", profile.givenName());
        json.put("last_name", profile.familyName());
        json.put("locale", null);
        json.put("profile_image_url", picture(user));
        json.put("image_url", picture(user));
        json.put("has_image", hasPicture(user));
        json.put("email_addresses", email == null ? List.of() : List.of(email(email, user)));
        for (String none : List.of("phone_numbers", "web3_wallets", "passkeys")) {
            json.put(none, List.of());
        }
    }

    private static Map<String, @Nullable Object> email(EmailAddress email, User user) {
        Map<String, @Nullable Object> verification = new LinkedHashMap<>();
        verification.put("object", "verification_otp");
        verification.put("status", email.verified() ? "verified" : "unverified");
        verification.put("strategy", "email_code");
        verification.put("attempts", email.verified() ? 1 : null);
        verification.put("expire_at", null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", email.id());
        json.put("object", "email_address");
        json.put("email_address", email.address());
        json.put("reserved", false);
        // An address that never was asked for a code has no verification at all.
        json.put("verification", email.verified() ? verification : null);
        json.put("linked_to", List.of());
        json.put("matches_sso_connection", false);
        json.put("created_at", user.createdAt().toEpochMilli());
        json.put("updated_at", user.updatedAt().toEpochMilli());
        return json;
    }

    private static void credentials(User user, Map<String, @Nullable Object> json) {
        json.put("password_enabled", user.password() != null);
        json.put("two_factor_enabled", false);
        json.put("totp_enabled", false);
        json.put("backup_code_enabled", false);
        json.put("mfa_enabled_at", null);
        json.put("mfa_disabled_at", null);
        json.put(
                "password_last_updated_at",
                user.password() == null ? null : user.createdAt().toEpochMilli());
        for (String none : List.of("external_accounts", "saml_accounts", "enterprise_accounts")) {
            json.put(none, List.of());
        }
    }

    private static void standing(User user, Instant now, Map<String, @Nullable Object> json) {
        Instant lastSignIn = user.lastSignInAt();
        Instant lockedUntil = user.lockedUntil();
        boolean locked = user.isLockedAt(now);
        json.put("last_sign_in_at", lastSignIn == null ? null : lastSignIn.toEpochMilli());
        json.put(
                "last_active_at",
                lastSignIn == null
                        ? null
                        : lastSignIn.truncatedTo(ChronoUnit.DAYS).toEpochMilli());
        json.put("banned", user.banned());
        json.put("locked", locked);
        json.put("deprovisioned", user.deprovisioned());
        json.put(
                "lockout_expires_in_seconds",
                locked && lockedUntil != null
                        ? Duration.between(now, lockedUntil).toSeconds()
                        : null);
        json.put("verification_attempts_remaining", locked ? 0 : ATTEMPTS);
        json.put("delete_self_enabled", true);
        json.put("create_organization_enabled", true);
        json.put("create_organizations_limit", null);
        json.put("legal_accepted_at", null);
        json.put("bypass_client_trust", false);
        json.put("scim", null);
    }
}
