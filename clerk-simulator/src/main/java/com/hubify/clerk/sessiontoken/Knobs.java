package com.hubify.clerk.sessiontoken;

import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.session.SessionStatus;
import com.hubify.clerk.signing.TokenClass;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one token differs from what {@code getToken()} would get.
 *
 * @param version claims version, 2 or the deprecated 1
 * @param sts session status, {@code active}, {@code pending} or {@code none}
 * @param cat token class in the header: {@code session}, {@code ignore}, {@code template}, {@code machine} or {@code none}
 * @param oiat whether the header carries the undocumented {@code oiat}
 * @param expiresInSeconds life of a token minted through the Backend API, 30 to 315,360,000
 * @param actor user id of a person who impersonates this one
 */
record Knobs(
        @Nullable Integer version,
        @Nullable String sts,
        @Nullable String cat,
        @Nullable Boolean oiat,
        @Nullable Long expiresInSeconds,
        @Nullable String actor) {

    private static final Set<String> STATUSES = Set.of("active", "pending", "none");
    private static final long SHORTEST = 30;
    private static final long LONGEST = 315_360_000;

    Knobs {
        require(version == null || version == 1 || version == 2, "version must be 1 or 2");
        require(sts == null || STATUSES.contains(sts), "sts must be active, pending or none");
        require(
                expiresInSeconds == null || (expiresInSeconds >= SHORTEST && expiresInSeconds <= LONGEST),
                "expires_in_seconds must be between 30 and 315360000");
    }

    /** A token as the Backend API mints it. */
    static Knobs lasting(@Nullable Long expiresInSeconds) {
        return new Knobs(null, null, null, null, expiresInSeconds, null);
    }

    boolean isVersion1() {
        return version != null && version == 1;
    }

    Optional<String> status(SessionStatus usual) {
        return Optional.of(sts == null ? usual.code() : sts).filter(status -> !status.equals("none"));
    }

    Optional<TokenClass> tokenClass(TokenClass usual) {
        if (cat == null) {
            return Optional.of(usual);
        }
        if (cat.equals("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TokenClass.valueOf(cat.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            throw ClerkProblem.formInvalid("cat must be session, ignore, template, machine or none");
        }
    }

    boolean hasOiat() {
        return oiat != null && oiat;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ClerkProblem.formInvalid(message);
        }
    }
}
