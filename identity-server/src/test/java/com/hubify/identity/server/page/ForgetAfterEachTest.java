package com.hubify.identity.server.page;

import com.hubify.identity.server.activity.InMemoryActivities;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.use.InMemoryApiKeyUseRecords;
import com.hubify.identity.server.grant.InMemoryConnectedApplications;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.session.InMemoryHeldSessions;
import com.hubify.testing.TestClock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Empties the stores of a {@link PageTest}. All such tests share one context: a device code that one of them left behind would
 * be found by the next one for five minutes, and found expired after that.
 */
class ForgetAfterEachTest implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        context.getBean(GrantsOfOneTest.class).forget();
        context.getBean(ConsentsOfOneTest.class).forget();
        context.getBean(BreakableApiKeys.class).clear();
        context.getBean(InMemoryApiKeyUseRecords.class).forget();
        context.getBean(InMemoryRevocations.class).forget();
        context.getBean(InMemoryHeldSessions.class).forget();
        context.getBean(InMemoryConnectedApplications.class).forget();
        context.getBean(InMemoryActivities.class).forget();
        context.getBean(TestClock.class).reset();
    }
}
