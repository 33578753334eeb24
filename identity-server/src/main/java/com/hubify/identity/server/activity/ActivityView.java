package com.hubify.identity.server.activity;

import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.page.account.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity as the page shows it.
 *
 * @param application the name of the client it is about, as it is registered
 * @param organization what it is about, as the organization is called now; its id if the person is no member
 * @param sought whether the page was opened for its reference
 */
record ActivityView(
        Activity activity,
        @Nullable String application,
        @Nullable String organization,
        boolean sought) {

    public String kind() {
        return activity.kind();
    }

    public Moment at() {
        return Moment.of(activity.time());
    }

    /** Of one that was repeated, when it began. */
    public @Nullable Moment first() {
        return activity.first() == null ? null : Moment.of(Instant.ofEpochSecond(activity.first()));
    }

    public @Nullable String key() {
        return activity.about().get("key");
    }

    public @Nullable String browser() {
        return activity.about().get("browser");
    }

    public @Nullable String address() {
        return activity.about().get("address");
    }

    /** Whether it is about the person alone. Attack: an organization that is called {@code personal}. */
    public boolean isPersonal() {
        return OrganizationChoice.THEMSELVES.equals(activity.about().get("organization"));
    }

    /** The new one. */
    public @Nullable String role() {
        return activity.about().get("role");
    }

    /** Where a key was found, as text that nothing vouches for. */
    public @Nullable String place() {
        return activity.about().get("place");
    }

    public @Nullable String reference() {
        return activity.about().get("reference");
    }

    /** Whether the person should look into it if they did not do it themselves. */
    public boolean isAlarming() {
        return kind().startsWith("key-refused")
                || kind().equals("key-leaked")
                || kind().equals("code-replayed")
                || kind().equals("refresh-token-reused");
    }
}
