package com.hubify.identity.server.page.account;

import java.security.Principal;
import java.util.List;

/** A section of the account, on its start page. Features contribute beans, in the order of {@code @Order}. */
public interface AccountSection {

    /** The last part of its path, {@code /account/<name>}, and of the names of its texts. */
    String name();

    /** What the person has there now: the arguments of the text {@code account.summary.<name>}. */
    List<?> summary(Principal signedIn);
}
