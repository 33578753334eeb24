package com.hubify.identity.server.page;

import org.jspecify.annotations.Nullable;

/**
 * A request was answered with an error page that shows a reference.
 *
 * @param status HTTP status of the response
 * @param why the OAuth 2 error code and parameter, or the name of an exception; no request data
 * @param account the person who was signed in; null if nobody was
 */
public record RequestFailed(
        String reference, int status, String why, @Nullable String account) {}
