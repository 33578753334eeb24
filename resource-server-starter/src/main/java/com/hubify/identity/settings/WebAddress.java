package com.hubify.identity.settings;

import java.net.URI;
import java.net.URISyntaxException;

/** The URLs that a setting may hold as the address of a service, such as an issuer. */
public final class WebAddress {

    private static final int HIGHEST_PORT = 65_535;

    private WebAddress() {}

    /** Whether it is an http or https URL with a host, in ASCII, without user info, query and fragment. */
    public static boolean isOne(String address) {
        try {
            return isOne(new URI(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it is such a URL, as {@link #isOne(String)} says. */
    public static boolean isOne(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() != 0
                && address.getPort() <= HIGHEST_PORT
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                // Non-ASCII characters have several encodings, while issuers are compared character by character.
                && address.toString().equals(address.toASCIIString());
    }
}
