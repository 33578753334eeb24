package com.hubify.identity.server.page;

import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.UpstreamIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** People in memory: one with a name, one who hopes that pages don't escape it. */
public class KnownPeople implements Accounts {

    public static final String ADA = "user_ada";
    public static final String MALLORY = "user_mallory";

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, Account> accounts = Map.of(
            ADA, person(ADA, "Ada Lovelace", "ada@example.com"),
            MALLORY, person(MALLORY, "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>@example.com"));

    @Override
    public Account signIn(UpstreamIdentity identity, Instant now) {
        throw new UnsupportedOperationException("pages sign nobody in");
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id.value()));
    }

    @Override
    public void refresh(UpstreamIdentity identity, Instant at) {
        throw new UnsupportedOperationException("pages change nobody");
    }

    @Override
    public void erase(AccountId id) {
        throw new UnsupportedOperationException("pages erase nobody");
    }

    private static Account person(String id, String name, String email) {
        return new Account(
                new AccountId(id),
                "https://clerk.example.com",
                name,
                null,
                email,
                "free",
                LONG_AGO,
                LONG_AGO,
                null,
                null,
                null,
                null);
    }
}
