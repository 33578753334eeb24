package com.hubify.identity.server.organization.page;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.page.account.AccountSection;
import java.security.Principal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** For whom the person acts. */
@Component
@Order(5)
class OrganizationsSection implements AccountSection {

    private final OrganizationChoice choice;

    OrganizationsSection(OrganizationChoice choice) {
        this.choice = choice;
    }

    @Override
    public String name() {
        return "organizations";
    }

    @Override
    public List<?> summary(Principal signedIn) {
        AccountId account = new AccountId(signedIn.getName());
        int memberships = choice.of(account).size();
        return choice.active(account)
                .<List<?>>map(active -> List.of(2, active.organization().title()))
                .orElseGet(() -> List.of(memberships == 0 ? 0 : 1, ""));
    }
}
