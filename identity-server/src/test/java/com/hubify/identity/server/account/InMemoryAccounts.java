package com.hubify.identity.server.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps accounts as long as the test runs. */
public final class InMemoryAccounts implements Accounts {

    private final Map<AccountId, Account> accounts = new HashMap<>();

    @Override
    public Account signIn(UpstreamIdentity identity, Instant now) {
        AccountId id = new AccountId(identity.subject());
        Account account =
                find(id).map(known -> known.signedIn(identity, now)).orElseGet(() -> Account.of(identity, now));
        if (!account.issuer().equals(find(id).map(Account::issuer).orElse(account.issuer()))) {
            throw new AccountOfAnotherIssuer(id);
        }
        accounts.put(id, account);
        return account;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public void refresh(UpstreamIdentity identity, Instant at) {
        accounts.computeIfPresent(
                new AccountId(identity.subject()),
                (id, known) -> known.issuer().equals(identity.issuer()) && !known.isNewerThan(at)
                        ? known.changed(identity, at)
                        : known);
    }

    @Override
    public void erase(AccountId id) {
        accounts.remove(id);
    }
}
