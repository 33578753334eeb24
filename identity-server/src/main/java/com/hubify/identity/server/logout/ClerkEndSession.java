package com.hubify.identity.server.logout;

import java.util.Optional;

/** The end_session_endpoint of Clerk. Clerk documents none, but its discovery document has a place for one. */
public interface ClerkEndSession {

    /**
     * Its address with the parameters of a sign-out; empty if there is none, or while it is not known.
     *
     * @param returnTo page of ours that the browser is to come back to
     * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout, section 2</a>
     */
    Optional<String> address(String returnTo);
}
