package com.hubify.identity.server.organization.acting;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Organization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The choice on the consent page for whom an application acts. */
@Component
public class OrganizationChooser {

    private final OrganizationChoice choice;
    private final ActingMembers members;

    OrganizationChooser(OrganizationChoice choice, ActingMembers members) {
        this.choice = choice;
        this.members = members;
    }

    /**
     * What a person can choose from: themselves and their organizations; empty if they have none.
     *
     * @param asked what the application requests
     */
    public List<OrganizationOption> options(AccountId account, String clientId, Collection<Scope> asked) {
        List<Membership> memberships = choice.of(account);
        if (memberships.isEmpty()) {
            return List.of();
        }
        Optional<String> chosen =
                choice.at(account, clientId).map(it -> it.organization().id());
        List<OrganizationOption> options = new ArrayList<>();
        options.add(new OrganizationOption(OrganizationChoice.THEMSELVES, null, null, chosen.isEmpty(), List.of()));
        for (Membership membership : memberships) {
            String id = membership.organization().id();
            options.add(new OrganizationOption(
                    id,
                    membership.organization().title(),
                    membership.role() == null ? null : membership.roleName(),
                    chosen.filter(id::equals).isPresent(),
                    without(Scopes.of(asked), membership)));
        }
        return options;
    }

    /** Whether this is the id of an organization of which the person is no member. */
    public boolean isForeign(AccountId account, @Nullable String organization) {
        return Organization.isId(organization)
                && members.find(account, Objects.requireNonNull(organization)).isEmpty();
    }

    private List<String> without(Scopes asked, Membership membership) {
        Scopes allowed = members.within(asked, membership);
        return asked.asSet().stream()
                .filter(scope -> !allowed.asSet().contains(scope))
                .map(Scope::value)
                .toList();
    }
}
