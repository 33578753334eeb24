package com.hubify.identity.server.consent;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What people allowed clients, beyond what Spring's providers ask of their consent service. */
public interface Consents {

    /** The clients that a person allowed something, and since when. */
    Map<String, Instant> since(String account);

    /** What a client may have without asking again; empty if nothing. */
    Set<String> allowed(String account, String clientId);

    /** Takes these scopes back; others stay. */
    void takeBack(String account, String clientId, Set<String> scopes);

    /** Takes everything back. */
    void forget(String account, String clientId);
}
