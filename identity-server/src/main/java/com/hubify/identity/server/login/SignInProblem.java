package com.hubify.identity.server.login;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a sign-in came to nothing, as the sign-in page explains it. */
enum SignInProblem {
    /** The person, or Clerk on their behalf, said no. */
    ACCESS_DENIED("access_denied"),
    /** Clerk can't be reached. */
    UPSTREAM_UNAVAILABLE("upstream_unavailable"),
    /** Clerk answered something that can't be accepted. */
    UPSTREAM_ERROR("upstream_error"),
    /** The sign-in was begun too long ago, or in another browser. */
    SESSION_EXPIRED("session_expired"),
    /** The person was revoked in this very second, and the next sign-in is good again. */
    JUST_REVOKED("just_revoked");

    private final String code;

    SignInProblem(String code) {
        this.code = code;
    }

    /** The word in the address of the sign-in page and in its message keys. */
    String code() {
        return code;
    }

    /** What an address says went wrong. A word that is not ours says nothing: it must not speak for Clerk. */
    static Optional<SignInProblem> of(@Nullable String code) {
        return Stream.of(values()).filter(problem -> problem.code.equals(code)).findFirst();
    }
}
