package com.hubify.identity.resource.web;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.RecentSignIn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/**
 * Whether the caller is a person who signed in as required.
 *
 * @param lack what the caller lacks; null if nothing
 * @param ofSession whether it is about a session token of Clerk
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470, section 3</a>
 */
record SignInDecision(RecentSignIn needed, @Nullable Lack lack, boolean ofSession) implements AuthorizationResult {

    private static final String ERROR = "insufficient_user_authentication";

    /** What a caller lacks, with the phrase for the log. */
    enum Lack {
        PERSON(RefusalReason.NOT_A_PERSON),
        TIME(RefusalReason.NO_SIGN_IN_TIME),
        AGE(RefusalReason.OLD_SIGN_IN),
        AHEAD(RefusalReason.SIGN_IN_AHEAD),
        CLASS(RefusalReason.SIGN_IN_CLASS);

        private final String phrase;

        Lack(RefusalReason reason) {
            this.phrase = reason.phrase();
        }
    }

    static SignInDecision about(Authentication authentication, RecentSignIn needed, Instant now) {
        // Of another way to sign in, through a filter chain of the service, the time is not known.
        if (!(authentication instanceof HubifyAuthentication ours)) {
            return new SignInDecision(needed, Lack.TIME, false);
        }
        boolean ofSession = ours.caller().kind() == Caller.Kind.SESSION_TOKEN;
        return new SignInDecision(needed, lack(ours.caller(), needed, now), ofSession);
    }

    private static @Nullable Lack lack(Caller caller, RecentSignIn needed, Instant now) {
        // The token of a key may carry the sign-in during which the key was created.
        if (caller.kind() == Caller.Kind.API_KEY || caller.keyId().isPresent() || caller.isClient()) {
            return Lack.PERSON;
        }
        // Attack: it is the impersonator who has just signed in.
        if (caller.actor().isPresent()) {
            return Lack.PERSON;
        }
        Instant signedIn = caller.signedInAt().orElse(null);
        if (signedIn == null) {
            return Lack.TIME;
        }
        if (!needed.isMetAt(signedIn, now)) {
            return needed.isAhead(signedIn, now) ? Lack.AHEAD : Lack.AGE;
        }
        return needed.isMetByClassOf(caller) ? null : Lack.CLASS;
    }

    @Override
    public boolean isGranted() {
        return lack == null;
    }

    /** The refusal for a lack. */
    Refusal refusal() {
        Lack why = lack == null ? Lack.TIME : lack;
        if (why == Lack.PERSON) {
            return notAPerson().because(why.phrase);
        }
        Refusal refusal = challenge(why).because(why.phrase);
        return ofSession && canBeMetByClerk() ? refusal.telling(reverification()) : refusal;
    }

    // A session never gets another class: told to verify the person again, a page would do so in vain.
    private boolean canBeMetByClerk() {
        return needed.acr().isEmpty() || needed.acr().contains(TokenClaims.PROVED);
    }

    // Not 401: a client would authorize again and again, and no new credential of its kind could ever pass.
    private static Refusal notAPerson() {
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "The request needs a person who has signed in recently; API keys, clients and impersonators can't.",
                null,
                null,
                null);
    }

    /** What Clerk's front ends look for ({@code isReverificationHint}), to verify the person again and repeat the request. */
    private Map<String, Object> reverification() {
        long minutes = Math.max(1, needed.within().toMinutes());
        Map<String, Object> terms = Map.of("level", "first_factor", "afterMinutes", minutes);
        return Map.of(
                "clerk_error",
                Map.of(
                        "type",
                        "forbidden",
                        "reason",
                        "reverification-error",
                        "metadata",
                        Map.of("reverification", terms)));
    }

    private Refusal challenge(Lack why) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", ERROR);
        parameters.put(
                "error_description",
                why == Lack.CLASS
                        ? "A different authentication level is required"
                        : "More recent authentication is required");
        String seconds = String.valueOf(needed.within().toSeconds());
        parameters.put("max_age", seconds);
        String ofClass = "";
        if (!needed.acr().isEmpty()) {
            parameters.put("acr_values", String.join(" ", needed.acr()));
            ofClass = ", of class " + String.join(" or ", needed.acr());
        }
        String message = "The request needs a sign-in at most " + seconds + " seconds old" + ofClass + ".";
        return Refusal.challenging(HttpStatus.UNAUTHORIZED, ERROR, message, parameters);
    }
}
