package com.hubify.identity.server.signin;

import com.hubify.identity.server.page.account.AccountSection;
import java.security.Principal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In how many other browsers a person is signed in. */
@Component
@Order(3)
class SignInsSection implements AccountSection {

    private final SignIns signIns;

    SignInsSection(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public List<?> summary(Principal signedIn) {
        return List.of(signIns.elsewhere(signedIn).size());
    }
}
