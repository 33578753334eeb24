package com.hubify.identity.server.explanation;

import java.util.List;

/**
 * Explanations that displace each other when there are too many. Attack: flood the store with refusals until the one that an owner
 * asks about is gone. So each owner has a shelf; what a sender without the credential can cause, who knows no more than an
 * identifier, goes to another; and strangers share a fixed number.
 *
 * @param most explanations that it holds; further ones displace the oldest
 */
record Shelf(String name, int most) {

    static final int OF_OWNER = 100;
    static final int UNPROVEN = 20;

    /** 16 MB of strangers' explanations at most, of 500 bytes each. */
    static final int STRANGERS = 64;

    static final int OF_STRANGERS = 500;

    static List<Shelf> ofAccount(String account, boolean proven) {
        return of("account:" + account, account, proven);
    }

    static List<Shelf> ofClient(String client, boolean proven) {
        return of("client:" + client, client, proven);
    }

    static Shelf ofStranger(String network) {
        return new Shelf("stranger:" + Math.floorMod(network.hashCode(), STRANGERS), OF_STRANGERS);
    }

    boolean isOfStranger() {
        return name.startsWith("stranger:");
    }

    private static List<Shelf> of(String name, String owner, boolean proven) {
        if (owner.isEmpty()) {
            return List.of();
        }
        return List.of(proven ? new Shelf(name, OF_OWNER) : new Shelf("unproven:" + name, UNPROVEN));
    }
}
