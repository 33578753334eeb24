package com.hubify.identity.server.error;

/**
 * Why a request was refused, for operators. The response may say less: all invalid tokens get the same one.
 *
 * @param error an error code of OAuth 2
 * @param reason what exactly was wrong
 * @param caller the client or person that the request names; empty if none
 * @param client id of the registered client that sent the request; empty if the sender is not authenticated
 * @param proven whether the client authenticated with credentials; anyone can send the client_id of a public client
 */
public record Refusal(String error, String reason, String caller, String client, boolean proven) {}
