package com.hubify.identity.server.organization;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In which organizations people are. News come in any order: an older one never replaces a newer one, and a member who has
 * left comes back only by news from after that. Every method is atomic.
 */
public interface Memberships {

    /** Most organizations of a person, those included that they have left; these make way first. */
    int MOST = 100;

    /** Of a person, by title; without organizations that have ended. */
    List<Membership> of(AccountId account);

    /** Empty also if the organization has ended. */
    Optional<Membership> find(AccountId account, String organization);

    Recorded put(AccountId account, Membership membership);

    /** @param at when the person left, by Clerk's clock */
    Recorded remove(AccountId account, String organization, Instant at);

    /**
     * Records all organizations of a person. Others that are known and were last heard of before {@code asOf} have ended.
     *
     * @return what became of each, by the organization's id
     */
    Map<String, Recorded> replace(AccountId account, List<Membership> all, Instant asOf);

    /** Records what an organization is called. Nothing happens if it has ended, or has had no members here. */
    void name(Organization organization, Instant updatedAt);

    /** An organization that has or had members here; empty also if it has ended. */
    Optional<Organization> organization(String id);

    /**
     * The organization has ended, and all memberships in it. That is final.
     *
     * @return false if it has had no members here: then nothing is recorded
     */
    boolean end(String organization);

    /** Forgets in which organizations a person is and was. */
    void forget(AccountId account);
}
