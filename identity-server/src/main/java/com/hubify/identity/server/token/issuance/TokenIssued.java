package com.hubify.identity.server.token.issuance;

/**
 * The token endpoint hands out an access token. What is not known is empty.
 *
 * @param client id of the client that gets it
 * @param grantType as the request names it
 * @param subject whom it is about: a person, or the client itself
 * @param scopes with spaces between
 * @param tokenId its {@code jti}
 * @param grant id of the grant it descends from
 * @param address of the request's sender, as a trusted proxy says it
 */
public record TokenIssued(
        String client, String grantType, String subject, String scopes, String tokenId, String grant, String address) {}
