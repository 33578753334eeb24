package com.hubify.identity.server.page;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import java.security.Principal;
import org.springframework.stereotype.Component;

/** Looks up the name of the person signed in. */
@Component
public class People {

    private final Accounts accounts;

    People(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The person of a sign-in; with the account id as the name if there is no stored account. */
    public Person behind(Principal signedIn) {
        return of(new AccountId(signedIn.getName()));
    }

    /** The same for any person. */
    public Person of(AccountId id) {
        return accounts.find(id).map(Person::of).orElseGet(() -> new Person(id.value(), null));
    }
}
