package com.hubify.identity.server.admin.person;

import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.grant.ConnectedApplication;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.page.account.BrowserWords;
import com.hubify.identity.server.page.account.Moment;
import com.hubify.identity.server.session.HeldSession;
import com.hubify.identity.server.standing.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as operators see them. Names are untrusted text.
 *
 * @param account what is stored of them; null if they have never signed in, or were deleted
 * @param keys the newest of those that work
 * @param keyCount how many work
 */
record PersonView(
        AccountId id,
        @Nullable Account account,
        Standing standing,
        boolean operator,
        List<Grant> grants,
        List<Key> keys,
        int keyCount,
        List<SignIn> signIns,
        List<Membership> organizations) {

    /** @param name as it is registered */
    record Grant(
            String client,
            String name,
            String scopes,
            Moment since,
            @Nullable Moment lastUsed) {

        static Grant of(ConnectedApplication application, String name) {
            return new Grant(
                    application.clientId(),
                    name,
                    String.join(" ", application.scopes().stream().sorted().toList()),
                    Moment.of(application.since()),
                    moment(application.lastUsed()));
        }
    }

    record Key(
            String id,
            String name,
            String scopes,
            Moment created,
            @Nullable Moment lastUsed) {

        static Key of(ApiKey key) {
            return new Key(
                    key.id().value(),
                    key.name().value(),
                    key.scopes().toString(),
                    Moment.of(key.createdAt()),
                    moment(key.lastUsedAt()));
        }
    }

    record SignIn(String id, String browser, @Nullable String address, Moment since, Moment lastSeen) {

        static SignIn of(HeldSession held) {
            return new SignIn(
                    held.signIn().sessionId(),
                    BrowserWords.of(held.userAgent()),
                    held.address(),
                    Moment.of(held.signIn().signedInAt()),
                    Moment.of(held.lastSeen()));
        }
    }

    private static @Nullable Moment moment(@Nullable Instant time) {
        return time == null ? null : Moment.of(time);
    }
}
