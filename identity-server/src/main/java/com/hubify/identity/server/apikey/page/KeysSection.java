package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.page.account.AccountSection;
import java.security.Principal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many keys a person has. */
@Component
@Order(1)
class KeysSection implements AccountSection {

    private final OwnKeys keys;

    KeysSection(OwnKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public List<?> summary(Principal signedIn) {
        return List.of(keys.page(signedIn, 0, 1).count());
    }
}
