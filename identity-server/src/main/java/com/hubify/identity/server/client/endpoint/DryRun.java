package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import org.jspecify.annotations.Nullable;

/** The parameter {@code dry_run}: only check the request, so that several changes can be refused before the first is made. */
final class DryRun {

    static final String NAME = "dry_run";

    private DryRun() {}

    /**
     * Fault: {@code ?dry_run} without a value, or with a word that isn't known, was taken for false, and the change was made.
     *
     * @param value null if left out
     * @throws ApiRefusal if it is neither true nor false
     */
    static boolean parse(@Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            throw new ApiRefusal(ApiError.badRequest("dry_run must be true or false."));
        }
        return true;
    }
}
