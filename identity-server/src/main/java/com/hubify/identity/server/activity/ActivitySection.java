package com.hubify.identity.server.activity;

import com.hubify.identity.server.page.account.AccountSection;
import com.hubify.identity.server.page.account.Moment;
import java.security.Principal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** When something happened last. */
@Component
@Order(4)
class ActivitySection implements AccountSection {

    private final Activities activities;

    ActivitySection(Activities activities) {
        this.activities = activities;
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public List<?> summary(Principal signedIn) {
        return activities.of(signedIn.getName()).stream()
                .findFirst()
                .map(latest -> List.of(1, Moment.of(latest.time()).text()))
                .orElse(List.of(0, ""));
    }
}
