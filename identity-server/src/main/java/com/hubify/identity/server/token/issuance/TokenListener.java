package com.hubify.identity.server.token.issuance;

/**
 * Is told of each access token that the token endpoint hands out, before the client has it. Called directly: an event of
 * Spring's takes as long as all else that is done to record a token.
 */
@FunctionalInterface
public interface TokenListener {

    /** Must not wait. */
    void issued(TokenIssued token);
}
