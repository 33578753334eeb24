package com.hubify.identity.server.grant;

import java.util.List;
import java.util.Optional;

/** The clients that a person allowed something: by consent, by a grant, or both. */
public interface ConnectedApplications {

    /** All of them, those used last first. */
    List<ConnectedApplication> of(String account);

    /** Empty if this client has nothing of this person. */
    Optional<ConnectedApplication> find(String account, String clientId);

    /** Whether the person has disconnected this client before. */
    boolean wasDisconnected(String account, String clientId);

    /**
     * Ends all that a client has of a person: tokens, refresh token families, codes, and what is remembered as allowed. The
     * client may ask anew, and the person is asked.
     */
    void disconnect(String account, String clientId);
}
