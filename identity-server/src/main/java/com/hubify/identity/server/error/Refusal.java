package com.hubify.identity.server.error;

/**
 * Why a request was refused, in words for an operator. The answer may say less: every token that isn't good looks alike from
 * outside.
 *
 * @param error an error code of OAuth 2
 * @param reason what exactly was wrong
 * @param caller the client or person that the request names; empty if it names none
 * @param client id of the client that the request is of beyond doubt; empty if it may be anybody's
 */
public record Refusal(String error, String reason, String caller, String client) {}
