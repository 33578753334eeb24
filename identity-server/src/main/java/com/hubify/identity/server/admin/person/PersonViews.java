package com.hubify.identity.server.admin.person;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.grant.ConnectedApplications;
import com.hubify.identity.server.operator.Operators;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.session.HeldSessions;
import com.hubify.identity.server.session.RevokedSignIns;
import com.hubify.identity.server.standing.Standings;
import java.util.Optional;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** What is known of a person, and what they gave away. */
@Component
class PersonViews {

    /** Keys on the page; there may be more. */
    private static final int MOST_KEYS = 50;

    private final Accounts accounts;
    private final Standings standings;
    private final Operators operators;
    private final ConnectedApplications applications;
    private final RegisteredClientRepository clients;
    private final ApiKeys keys;
    private final HeldSessions sessions;
    private final RevokedSignIns revoked;
    private final Memberships memberships;

    PersonViews(
            Accounts accounts,
            Standings standings,
            Operators operators,
            ConnectedApplications applications,
            RegisteredClientRepository clients,
            ApiKeys keys,
            HeldSessions sessions,
            RevokedSignIns revoked,
            Memberships memberships) {
        this.accounts = accounts;
        this.standings = standings;
        this.operators = operators;
        this.applications = applications;
        this.clients = clients;
        this.keys = keys;
        this.sessions = sessions;
        this.revoked = revoked;
        this.memberships = memberships;
    }

    PersonView of(AccountId id) {
        ApiKeys.Page page = keys.page(id, null, 0, MOST_KEYS);
        return new PersonView(
                id,
                accounts.find(id).orElse(null),
                standings.of(id),
                operators.isOperator(id),
                applications.of(id.value()).stream()
                        .map(application -> PersonView.Grant.of(application, nameOf(application.clientId())))
                        .toList(),
                page.keys().stream().map(PersonView.Key::of).toList(),
                page.count(),
                sessions.of(id.value()).stream()
                        .filter(held -> !revoked.hasEnded(held.signIn()))
                        .map(PersonView.SignIn::of)
                        .toList(),
                memberships.of(id));
    }

    private String nameOf(String client) {
        return Optional.ofNullable(clients.findByClientId(client))
                .map(RegisteredClient::getClientName)
                .orElse(client);
    }
}
