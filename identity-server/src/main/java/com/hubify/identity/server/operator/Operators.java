package com.hubify.identity.server.operator;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.OperatorPeople;
import com.hubify.identity.server.organization.Memberships;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Which people are operators: by a list, or by their role in one organization. It is looked up at each request, so that who is
 * taken off the list or loses the role stops being one at the next one.
 */
@Component
@EnableConfigurationProperties(OperatorProperties.class)
public class Operators implements OperatorPeople {

    private final OperatorProperties properties;
    private final Memberships memberships;

    Operators(OperatorProperties properties, Memberships memberships) {
        this.properties = properties;
        this.memberships = memberships;
    }

    @Override
    public boolean include(String account) {
        return AccountId.parse(account).filter(this::isOperator).isPresent();
    }

    public boolean isOperator(AccountId person) {
        return properties.people().contains(person.value()) || hasTheRole(person);
    }

    /** A role that Clerk has not said does not count: ID tokens name organizations without it. */
    private boolean hasTheRole(AccountId person) {
        String organization = properties.organization();
        return organization != null
                && memberships
                        .find(person, organization)
                        .filter(membership -> membership.role() != null)
                        .filter(membership -> membership.roleName().equals(properties.role()))
                        .isPresent();
    }
}
