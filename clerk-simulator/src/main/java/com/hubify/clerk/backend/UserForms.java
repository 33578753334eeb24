package com.hubify.clerk.backend;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.directory.Users;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.user.EmailAddress;
import com.hubify.clerk.user.Metadata;
import com.hubify.clerk.user.Profile;
import com.hubify.clerk.user.User;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates and changes people from the JSON that Clerk takes for it. */
@Component
class UserForms {

    private final Users users;
    private final ClerkIds ids;

    UserForms(Users users, ClerkIds ids) {
        this.users = users;
        this.ids = ids;
    }

    /** An address created this way counts as verified, as at Clerk. */
    User create(Map<String, @Nullable Object> json) {
        Body body = Body.of(
                json,
                "email_address",
                "password",
                "username",
                "first_name",
                "last_name",
                "external_id",
                "public_metadata",
                "private_metadata",
                "unsafe_metadata",
                "skip_password_checks",
                "skip_password_requirement");
        // Taken, and without effect: passwords are neither required nor checked here.
        body.flag("skip_password_checks");
        body.flag("skip_password_requirement");
        String address = body.first("email_address");
        String password = body.text("password");
        Profile profile = new Profile(
                address == null ? null : new EmailAddress(ids.next("idn"), address, true),
                body.text("username"),
                body.text("first_name"),
                body.text("last_name"),
                null,
                body.text("external_id"));
        Metadata metadata = new Metadata(
                body.object("public_metadata"), body.object("private_metadata"), body.object("unsafe_metadata"));
        return users.create(profile, metadata, password == null ? null : Secret.of(password));
    }

    User update(String id, Map<String, @Nullable Object> json) {
        Body body = Body.of(json, "username", "first_name", "last_name", "external_id");
        return users.update(
                id,
                old -> new Profile(
                        old.email(),
                        body.text("username", old.username()),
                        body.text("first_name", old.givenName()),
                        body.text("last_name", old.familyName()),
                        old.picture(),
                        body.text("external_id", old.externalId())));
    }

    User mergeMetadata(String id, Map<String, @Nullable Object> json) {
        Body body = Body.of(json, "public_metadata", "private_metadata", "unsafe_metadata");
        return users.remember(
                id,
                old -> new Metadata(
                        body.merged("public_metadata", old.open()),
                        body.merged("private_metadata", old.hidden()),
                        body.merged("unsafe_metadata", old.unsafe())));
    }
}
