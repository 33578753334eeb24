package com.hubify.identity.server.client;

/** The configuration of a client makes no sense. */
final class InvalidClient extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidClient(String clientId, String property, String reason) {
        super("hubify.identity.clients." + clientId + "." + property + " " + reason);
    }
}
