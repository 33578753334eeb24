package com.hubify.identity.server.grant.page;

import com.hubify.identity.server.grant.ConnectedApplications;
import com.hubify.identity.server.page.account.AccountSection;
import java.security.Principal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many applications are connected. */
@Component
@Order(2)
class ApplicationsSection implements AccountSection {

    private final ConnectedApplications applications;

    ApplicationsSection(ConnectedApplications applications) {
        this.applications = applications;
    }

    @Override
    public String name() {
        return "applications";
    }

    @Override
    public List<?> summary(Principal signedIn) {
        return List.of(applications.of(signedIn.getName()).size());
    }
}
