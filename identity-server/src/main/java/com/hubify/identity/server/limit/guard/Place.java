package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.limit.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a group of endpoints, for each kind of sender.
 *
 * @param client of one that has proven who it is; as a person if null
 * @param subject of a person; as a network if null
 * @param network of a network; not counted here if null
 */
record Place(
        @Nullable Limit client,
        @Nullable Limit subject,
        @Nullable Limit network) {

    static Place of(String name, LimitProperties.Clients rates) {
        return new Place(Rates.limit(name + ".client", rates.client()), null, network(name, rates.network()));
    }

    static Place of(String name, String subject, String network) {
        Limit people = Rates.limit(name + ".subject", subject);
        return new Place(people, people, network(name, network));
    }

    static Place ofPeople(String name, String subject) {
        Limit people = Rates.limit(name + ".subject", subject);
        return new Place(people, people, null);
    }

    static Place of(String name, String network) {
        return new Place(null, null, network(name, network));
    }

    static Place of(String name, LimitProperties.Callers rates) {
        return new Place(
                Rates.limit(name + ".client", rates.client()),
                Rates.limit(name + ".subject", rates.subject()),
                network(name, rates.network()));
    }

    private static Limit network(String name, String rate) {
        return Rates.limit(name + ".network", rate);
    }
}
