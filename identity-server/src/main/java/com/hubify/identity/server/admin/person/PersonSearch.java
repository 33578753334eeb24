package com.hubify.identity.server.admin.person;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkUser;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Finds people by their id, or by an address that Clerk has verified. Attack: somebody calls themselves by another's address; so
 * it is Clerk that is asked, and an address that is not verified finds no one.
 */
@Component
class PersonSearch {

    /** RFC 5321, section 4.5.3.1.3. */
    private static final int LONGEST = 254;

    private final ObjectProvider<ClerkBackend> clerk;

    PersonSearch(ObjectProvider<ClerkBackend> clerk) {
        this.clerk = clerk;
    }

    List<AccountId> find(String text) {
        String sought = text.strip();
        if (sought.length() > LONGEST) {
            return List.of();
        }
        return sought.contains("@")
                ? clerk.stream()
                        .flatMap(backend -> backend.usersWithEmail(sought).stream())
                        .map(ClerkUser::id)
                        .flatMap(id -> AccountId.parse(id).stream())
                        .toList()
                : AccountId.parse(sought).stream().toList();
    }

    /** Whether addresses can be asked for: there is a key for Clerk's backend. */
    boolean knowsAddresses() {
        return clerk.stream().findAny().isPresent();
    }
}
