package com.hubify.identity.server.page;

/**
 * A request was answered with an error page that shows a reference.
 *
 * @param status HTTP status of the answer
 * @param why words of our own, such as an error code of OAuth 2 and the name of a parameter, or of an exception
 */
public record RequestFailed(String reference, int status, String why) {}
