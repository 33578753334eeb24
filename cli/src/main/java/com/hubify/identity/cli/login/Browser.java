package com.hubify.identity.cli.login;

import java.net.URI;

/** What can show a page to the user. */
@FunctionalInterface
public interface Browser {

    /** Opens a page; false if there is nothing to open it with. Does not wait for it to be closed. */
    boolean open(URI page);
}
