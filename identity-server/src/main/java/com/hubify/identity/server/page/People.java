package com.hubify.identity.server.page;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import java.security.Principal;
import org.springframework.stereotype.Component;

/** Puts a name to who is signed in. */
@Component
public class People {

    private final Accounts accounts;

    People(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The person behind a sign-in; known by their identifier alone if nothing else is known. */
    public Person behind(Principal signedIn) {
        String id = signedIn.getName();
        return accounts.find(new AccountId(id)).map(Person::of).orElseGet(() -> new Person(id, null));
    }
}
