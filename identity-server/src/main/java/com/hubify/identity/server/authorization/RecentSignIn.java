package com.hubify.identity.server.authorization;

import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Requires that a person has just authenticated. Attack: somebody at an open browser, or with a stolen cookie, makes a key that
 * outlives the session, or stops all programs of the person.
 */
@Component
public class RecentSignIn {

    static final AuthenticationAge LATELY = new AuthenticationAge(Duration.ofMinutes(10), true);

    /**
     * The pages whose controllers require it, and where a device's code is entered, since a device may ask for
     * {@link CredentialScopes}, and all pages of operators. Without a sign-in, the first one is to be enough.
     */
    private static final Pattern PAGES = Pattern.compile(
            "/activate|/admin(/.*)?|/account/(keys/(new|revoke-all|[0-9A-Za-z]{8}/rotate)|sessions/others)");

    private final Clock clock;

    RecentSignIn(Clock clock) {
        this.clock = clock;
    }

    /** Whether the request is for a page that only somebody sees who has just authenticated. */
    public static boolean isRequired(HttpServletRequest request) {
        return PAGES.matcher(InterruptedRequest.of(request).target().split("\\?", 2)[0])
                .matches();
    }

    /** Whether the person authenticated less than ten minutes before a time that lies so far back. */
    public boolean isShownBy(@Nullable Object signedIn, Duration back) {
        return signedIn instanceof SignInAuthentication signIn
                && LATELY.isMetBy(signIn, clock.instant().minus(back));
    }

    /**
     * The sign-in, if the person authenticated within the last ten minutes.
     *
     * @throws InsufficientAuthenticationException otherwise. It leads to Clerk, and from there to the page: a form is filled in
     *     again but not posted again
     * @throws ResponseStatusException 403 if this request has led to Clerk already, which did not ask the person
     */
    public SignInAuthentication require(@Nullable Principal signedIn, HttpServletRequest request) {
        if (signedIn instanceof SignInAuthentication signIn) {
            Instant begun = Reauthentication.answered(signIn, request);
            if (LATELY.isMetBy(signIn, clock.instant())) {
                return signIn;
            }
            if (begun != null) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
        }
        Reauthentication.demand(request);
        throw new InsufficientAuthenticationException("the person must authenticate again");
    }
}
