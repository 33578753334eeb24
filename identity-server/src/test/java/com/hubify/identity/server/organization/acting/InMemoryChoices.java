package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps choices as long as the test runs. */
final class InMemoryChoices implements Choices {

    private final Map<AccountId, String> active = new HashMap<>();
    private final Map<AccountId, Map<String, String>> atClients = new HashMap<>();
    private final Map<AccountId, Map<String, String>> allowed = new HashMap<>();

    @Override
    public synchronized Optional<String> active(AccountId account) {
        return Optional.ofNullable(active.get(account));
    }

    @Override
    public synchronized Optional<String> at(AccountId account, String clientId) {
        return Optional.ofNullable(atClients.getOrDefault(account, Map.of()).get(clientId))
                .or(() -> active(account));
    }

    @Override
    public synchronized Optional<String> allowed(AccountId account, String clientId) {
        return Optional.ofNullable(allowed.getOrDefault(account, Map.of()).get(clientId));
    }

    @Override
    public synchronized void activate(AccountId account, String choice) {
        atClients.remove(account);
        active.put(account, choice);
    }

    @Override
    public synchronized void suggest(AccountId account, String choice) {
        active.putIfAbsent(account, choice);
    }

    @Override
    public synchronized void choose(AccountId account, String clientId, String choice) {
        atClients.computeIfAbsent(account, it -> new HashMap<>()).put(clientId, choice);
        allowed.computeIfAbsent(account, it -> new HashMap<>()).put(clientId, choice);
    }

    @Override
    public synchronized void forget(AccountId account) {
        active.remove(account);
        atClients.remove(account);
        allowed.remove(account);
    }
}
