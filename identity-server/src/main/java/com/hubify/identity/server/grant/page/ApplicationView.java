package com.hubify.identity.server.grant.page;

import com.hubify.identity.server.client.ClientLinks;
import com.hubify.identity.server.consent.ScopeDescription;
import com.hubify.identity.server.grant.ConnectedApplication;
import com.hubify.identity.server.page.account.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected application as pages show it.
 *
 * @param name as it is registered; the client id if it no longer is
 * @param scopes what it may do, in words
 * @param organizations for which it acts, as they are called; empty if the person has none
 * @param personal whether it also acts for the person alone
 */
record ApplicationView(
        ConnectedApplication application,
        String name,
        ClientLinks links,
        List<ScopeDescription> scopes,
        List<String> organizations,
        boolean personal) {

    public String id() {
        return application.clientId();
    }

    public Moment since() {
        return Moment.of(application.since());
    }

    public @Nullable Moment lastUsed() {
        return application.lastUsed() == null ? null : Moment.of(application.lastUsed());
    }
}
