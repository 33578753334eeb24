package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.organization.Organization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * For whom people act: for one of their organizations, or for themselves. At each application they choose when they allow it
 * something; it begins with what they chose there before, or else with their active organization.
 */
@Component
public class OrganizationChoice {

    /** What is sent in place of an organization's id by people who act for themselves. */
    public static final String THEMSELVES = Choices.THEMSELVES;

    private final Memberships memberships;
    private final Choices choices;
    private final ApplicationEventPublisher events;

    OrganizationChoice(Memberships memberships, Choices choices, ApplicationEventPublisher events) {
        this.memberships = memberships;
        this.choices = choices;
        this.events = events;
    }

    /** The organizations of a person, by title. */
    public List<Membership> of(AccountId account) {
        return memberships.of(account);
    }

    /** What the organizations of a person are called, by their ids. */
    public Map<String, String> titles(AccountId account) {
        return of(account).stream()
                .map(Membership::organization)
                .collect(Collectors.toMap(Organization::id, Organization::title));
    }

    /** What an organization is called; its id if it is not known here. */
    public String title(String organization) {
        return memberships.organization(organization).map(Organization::title).orElse(organization);
    }

    /** The active organization; empty if they act for themselves. */
    public Optional<Membership> active(AccountId account) {
        return choices.active(account).flatMap(chosen -> membership(account, chosen));
    }

    /** The organization for which a person acts at an application; empty if for themselves. */
    public Optional<Membership> at(AccountId account, String clientId) {
        return choices.at(account, clientId).flatMap(chosen -> membership(account, chosen));
    }

    /**
     * Whether a person would act at an application for another than when they allowed it something, such as since they have left
     * that organization. They have to be asked anew. Threat: an application that they allowed what is theirs alone goes on with
     * what is an organization's, which another page made the active one, or the other way round.
     */
    public boolean isOther(AccountId account, String clientId) {
        String now = now(account, clientId);
        return !now.equals(choices.at(account, clientId).orElse(THEMSELVES))
                || !now.equals(choices.allowed(account, clientId).orElse(THEMSELVES));
    }

    /** Takes for chosen what counts now, where people could not choose: they have no organization, or none any more. */
    public void confirm(AccountId account, String clientId) {
        if (isOther(account, clientId)) {
            choose(account, clientId, now(account, clientId));
        }
    }

    private String now(AccountId account, String clientId) {
        return at(account, clientId).map(it -> it.organization().id()).orElse(THEMSELVES);
    }

    /**
     * Makes an organization the active one, at all applications from their next sign-in on.
     *
     * @param choice an id, or {@link #THEMSELVES}
     * @return false if the person is no member of it
     */
    public boolean activate(AccountId account, String choice) {
        if (!isTheirs(account, choice)) {
            return false;
        }
        choices.activate(account, choice);
        events.publishEvent(new OrganizationChosen(account.value(), idOf(choice), null));
        return true;
    }

    /**
     * Chooses for whom an application acts. Attack: post the id of a foreign organization with the form.
     *
     * @return false if the person is no member of it
     */
    public boolean choose(AccountId account, String clientId, String choice) {
        if (!isTheirs(account, choice)) {
            return false;
        }
        choices.choose(account, clientId, choice);
        events.publishEvent(new OrganizationChosen(account.value(), idOf(choice), clientId));
        return true;
    }

    private boolean isTheirs(AccountId account, String choice) {
        return choice.equals(THEMSELVES) || membership(account, choice).isPresent();
    }

    private Optional<Membership> membership(AccountId account, String choice) {
        return Organization.isId(choice) ? memberships.find(account, choice) : Optional.empty();
    }

    private static @Nullable String idOf(String choice) {
        return choice.equals(THEMSELVES) ? null : choice;
    }
}
