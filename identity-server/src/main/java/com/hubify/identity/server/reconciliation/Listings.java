package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import java.util.List;
import java.util.Map;

/** What Clerk's list of all memberships said in a run, by person, shared by all nodes. */
interface Listings {

    /** How far the list has come. */
    enum State {
        /** More of it is to be asked for. */
        PARTIAL,
        WHOLE,
        /** There is no such list: the instance has no organizations. */
        NONE
    }

    /** @param noted how many memberships are noted or passed over */
    record Progress(State state, long noted) {}

    /** A membership of a person as a number, to be summed up. */
    record Listed(AccountId person, long digest) {}

    /** How far the list has come; at the beginning if nothing is known, or not any more. */
    Progress progress();

    /**
     * Notes a part of the list, of those who are still to be asked about. Without effect if the list is not where it was before:
     * another node, or this one before its connection broke, has noted the part.
     */
    void note(Progress before, Progress after, List<Listed> part);

    /** The sums of these people; people without memberships have none. */
    Map<AccountId, Long> sums(List<AccountId> people);

    void forget();
}
