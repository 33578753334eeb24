package com.hubify.identity.settings;

import java.net.URI;
import java.net.URISyntaxException;

/** What a setting may name as the address of a service, such as an issuer. */
public final class WebAddress {

    private static final int HIGHEST_PORT = 65_535;

    private WebAddress() {}

    /** Whether it is an http or https address with a host, and without user, query, fragment and other than ASCII characters. */
    public static boolean isOne(String address) {
        try {
            return isOne(new URI(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it is one, as above. */
    public static boolean isOne(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() != 0
                && address.getPort() <= HIGHEST_PORT
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                // Programs write such characters each in their way, and issuers are compared letter by letter.
                && address.toString().equals(address.toASCIIString());
    }
}
