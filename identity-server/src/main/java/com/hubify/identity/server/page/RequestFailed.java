package com.hubify.identity.server.page;

/**
 * A request was answered with an error page that shows a reference.
 *
 * @param status HTTP status of the response
 * @param why the OAuth 2 error code and parameter, or the name of an exception; no request data
 */
public record RequestFailed(String reference, int status, String why) {}
