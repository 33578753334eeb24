package com.hubify.identity.server.grant.page;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.client.ClientLinks;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.consent.ScopeDescriptions;
import com.hubify.identity.server.grant.ConnectedApplication;
import com.hubify.identity.server.grant.ConnectedApplications;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** The applications of the person signed in, in words. */
@Component
class Applications {

    private static final ClientLinks NONE = new ClientLinks(null, null, null);

    private final ConnectedApplications applications;
    private final RegisteredClientRepository clients;
    private final ScopeDescriptions descriptions;
    private final OrganizationChoice organizations;

    Applications(
            ConnectedApplications applications,
            RegisteredClientRepository clients,
            ScopeDescriptions descriptions,
            OrganizationChoice organizations) {
        this.organizations = organizations;
        this.applications = applications;
        this.clients = clients;
        this.descriptions = descriptions;
    }

    List<ApplicationView> of(Principal signedIn, Locale locale) {
        Map<String, String> titles = organizations.titles(new AccountId(signedIn.getName()));
        return applications.of(signedIn.getName()).stream()
                .map(application -> view(application, titles, locale))
                .toList();
    }

    Optional<ApplicationView> find(Principal signedIn, String client, Locale locale) {
        Map<String, String> titles = organizations.titles(new AccountId(signedIn.getName()));
        return applications.find(signedIn.getName(), client).map(application -> view(application, titles, locale));
    }

    /** The name of an application that the person has disconnected; empty while it is connected. */
    Optional<String> disconnected(Principal signedIn, @Nullable String client) {
        return Optional.ofNullable(client)
                .flatMap(id -> Optional.ofNullable(clients.findByClientId(id)))
                .filter(registered -> applications.wasDisconnected(signedIn.getName(), registered.getId()))
                .filter(registered -> applications
                        .find(signedIn.getName(), registered.getId())
                        .isEmpty())
                .map(RegisteredClient::getClientName);
    }

    /** Does nothing if it is not connected: a second click. */
    void disconnect(Principal signedIn, String client) {
        if (applications.find(signedIn.getName(), client).isPresent()) {
            applications.disconnect(signedIn.getName(), client);
        }
    }

    private ApplicationView view(ConnectedApplication application, Map<String, String> titles, Locale locale) {
        Set<String> actsFor = application.organizations();
        RegisteredClient client = clients.findByClientId(application.clientId());
        Set<Scope> scopes = application.scopes().stream()
                .flatMap(scope -> Scope.parse(scope).stream())
                .collect(Collectors.toSet());
        return new ApplicationView(
                application,
                client == null ? application.clientId() : client.getClientName(),
                client == null ? NONE : HubifyClientSettings.links(client),
                descriptions.list(scopes, locale),
                actsFor.stream()
                        .filter(id -> !id.equals(OrganizationChoice.THEMSELVES))
                        .map(id -> titles.getOrDefault(id, id))
                        .sorted()
                        .toList(),
                !titles.isEmpty() && actsFor.contains(OrganizationChoice.THEMSELVES));
    }
}
