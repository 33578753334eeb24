package com.hubify.identity.protocol;

import java.util.List;
import java.util.stream.Stream;

/**
 * The resource scopes Hubify publishes. Services may use others; the catalogue is what a wildcard can be spelled out to,
 * and what the consent page can describe.
 */
public final class ScopeCatalogue {

    /** Published scopes, in the order of Hubify's documentation. */
    public static final List<Scope> PUBLISHED = Stream.of(
                    "labs:read",
                    "labs:write",
                    "experiments:read",
                    "experiments:write",
                    "experiments:*",
                    "agents:read",
                    "agents:write",
                    "papers:read",
                    "papers:write",
                    "pods:read",
                    "pods:write",
                    "tasks:*",
                    "knowledge:*",
                    "*")
            .map(Scope::new)
            .toList();

    private ScopeCatalogue() {}

    /** The published scopes that the granted one covers, itself included whether published or not. */
    public static List<Scope> coveredBy(Scope granted) {
        return Stream.concat(Stream.of(granted), PUBLISHED.stream().filter(granted::covers))
                .distinct()
                .toList();
    }
}
