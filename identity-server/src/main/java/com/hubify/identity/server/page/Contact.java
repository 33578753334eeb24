package com.hubify.identity.server.page;

import java.net.URI;

/**
 * The operators' contact, as pages show it.
 *
 * @param address target of the link
 * @param name text of the link
 */
record Contact(String address, String name) {

    static Contact of(URI contact) {
        String address = contact.toString();
        return new Contact(address, "mailto".equals(contact.getScheme()) ? contact.getSchemeSpecificPart() : address);
    }
}
