package com.hubify.identity.server.page;

import java.net.URI;

/**
 * Where people reach those who run this server, as a page shows it.
 *
 * @param address what the link leads to
 * @param name what it says
 */
record Contact(String address, String name) {

    static Contact of(URI contact) {
        String address = contact.toString();
        return new Contact(address, "mailto".equals(contact.getScheme()) ? contact.getSchemeSpecificPart() : address);
    }
}
