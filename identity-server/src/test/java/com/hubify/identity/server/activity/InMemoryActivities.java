package com.hubify.identity.server.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Activity in memory, without bounds. */
public class InMemoryActivities implements Activities {

    private final Map<String, List<Activity>> byAccount = new LinkedHashMap<>();

    public void add(String account, String kind, Instant at, Map<String, String> about) {
        note(account, ActivitySort.KEYS, Activity.of(kind, at, about), "");
    }

    public void forget() {
        byAccount.clear();
    }

    @Override
    public void note(String account, ActivitySort sort, Activity activity, String same) {
        byAccount.computeIfAbsent(account, first -> new ArrayList<>()).add(activity);
    }

    @Override
    public void erase(String account) {
        byAccount.remove(account);
    }

    @Override
    public List<Activity> of(String account) {
        return byAccount.getOrDefault(account, List.of()).stream()
                .sorted(Comparator.comparingLong(Activity::at).reversed())
                .toList();
    }
}
