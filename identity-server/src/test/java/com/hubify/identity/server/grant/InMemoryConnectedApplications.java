package com.hubify.identity.server.grant;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connected applications in memory, which a test puts there itself. */
public final class InMemoryConnectedApplications implements ConnectedApplications {

    private final Map<String, List<ConnectedApplication>> byAccount = new LinkedHashMap<>();
    private final Set<String> disconnected = new HashSet<>();

    public void add(String account, ConnectedApplication... applications) {
        byAccount.put(account, List.of(applications));
    }

    public void forget() {
        byAccount.clear();
        disconnected.clear();
    }

    @Override
    public List<ConnectedApplication> of(String account) {
        return byAccount.getOrDefault(account, List.of());
    }

    @Override
    public Optional<ConnectedApplication> find(String account, String clientId) {
        return of(account).stream()
                .filter(application -> application.clientId().equals(clientId))
                .findFirst();
    }

    @Override
    public boolean wasDisconnected(String account, String clientId) {
        return disconnected.contains(account + " " + clientId);
    }

    @Override
    public void disconnect(String account, String clientId) {
        disconnected.add(account + " " + clientId);
        byAccount.put(
                account,
                of(account).stream()
                        .filter(application -> !application.clientId().equals(clientId))
                        .toList());
    }
}
