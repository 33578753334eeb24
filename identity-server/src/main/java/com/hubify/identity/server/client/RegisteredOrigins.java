package com.hubify.identity.server.client;

/** Origins of browser clients that operators have registered while the server runs. */
public interface RegisteredOrigins {

    /**
     * Whether a public client has a redirect URI there.
     *
     * @param origin as {@link BrowserOrigin} writes those of redirect URIs
     */
    boolean contain(String origin);
}
