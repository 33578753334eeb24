package com.hubify.identity.server.error;

/**
 * Why a request was refused, in words for an operator. The answer may say less: every token that isn't good looks alike from
 * outside.
 *
 * @param error an error code of OAuth 2
 * @param reason what exactly was wrong
 * @param caller the client or person that the request names; empty if it names none
 * @param client id of the registered client that the request is of; empty if it may be anybody's
 * @param proven whether that client proved who it is; anybody can send the bare id of a public one
 */
public record Refusal(String error, String reason, String caller, String client, boolean proven) {}
