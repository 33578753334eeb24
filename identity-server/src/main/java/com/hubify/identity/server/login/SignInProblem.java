package com.hubify.identity.server.login;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a sign-in failed, as the sign-in page explains it. */
enum SignInProblem {
    /** The person or Clerk denied it. */
    ACCESS_DENIED("access_denied"),
    /** Clerk can't be reached. */
    UPSTREAM_UNAVAILABLE("upstream_unavailable"),
    /** Clerk's response was invalid. */
    UPSTREAM_ERROR("upstream_error"),
    /** The attempt has expired, or was begun in another browser. */
    SESSION_EXPIRED("session_expired"),
    /** The person was revoked in the same second; the next sign-in is valid again. */
    JUST_REVOKED("just_revoked");

    private final String code;

    SignInProblem(String code) {
        this.code = code;
    }

    /** The code in the URL of the sign-in page and in its message keys. */
    String code() {
        return code;
    }

    /** Parses the code from a URL. An unknown one is ignored, so that a link can't put words on the page. */
    static Optional<SignInProblem> of(@Nullable String code) {
        return Stream.of(values()).filter(problem -> problem.code.equals(code)).findFirst();
    }
}
