package com.hubify.identity.server.organization.acting;

import com.hubify.identity.server.account.AccountId;
import java.util.Optional;

/** For whom people have chosen to act: the id of an organization, or {@link #THEMSELVES}. A choice may outlive the membership. */
interface Choices {

    String THEMSELVES = "personal";

    /** In general; empty if never chosen. */
    Optional<String> active(AccountId account);

    /** At this client, or else in general; empty if neither was chosen. */
    Optional<String> at(AccountId account, String clientId);

    /** What was chosen at this client last, whatever was chosen in general since; empty if never. */
    Optional<String> allowed(AccountId account, String clientId);

    /** Chooses in general. What was chosen at single clients is forgotten, so that this counts for them, too. */
    void activate(AccountId account, String choice);

    /** Chooses in general, unless that was done before. */
    void suggest(AccountId account, String choice);

    /** Chooses at a client. */
    void choose(AccountId account, String clientId, String choice);

    void forget(AccountId account);
}
