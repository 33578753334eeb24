package com.hubify.identity.server.vault;

import org.springframework.context.ApplicationContext;
import org.springframework.vault.support.VaultToken;

/** A look at how a server is logged in. */
public final class VaultLogins {

    private VaultLogins() {}

    public static VaultToken token(ApplicationContext server) {
        return server.getBean(VaultSession.class).getSessionToken();
    }

    /** As after a refusal. */
    public static void giveUp(ApplicationContext server) {
        server.getBean(VaultSession.class).giveUp(token(server));
    }
}
