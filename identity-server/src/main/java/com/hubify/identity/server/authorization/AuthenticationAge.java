package com.hubify.identity.server.authorization;

import com.hubify.identity.server.account.ClaimsRequest;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The allowed authentication age, from {@code max_age} in seconds, and whether the age must be known: {@code auth_time} is
 * requested as an essential claim, or an {@code acr} that only a sign-in of known age has.
 *
 * @param most the maximum age; null if there is none
 * @param isAsked whether the age must be known
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</a>
 */
record AuthenticationAge(@Nullable Duration most, boolean isAsked) {

    static final String MAX_AGE = "max_age";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    static AuthenticationAge of(HttpServletRequest request) {
        String maxAge = request.getParameter(MAX_AGE);
        Duration most = maxAge != null && isSeconds(maxAge) ? Duration.ofSeconds(Long.parseLong(maxAge)) : null;
        boolean isEssential = Optional.ofNullable(request.getParameter(ClaimsRequest.PARAMETER))
                .flatMap(ClaimsRequest::parse)
                .filter(claims -> claims.demandsAuthenticationTime() || claims.demandsAuthenticationClass())
                .isPresent();
        return new AuthenticationAge(most, most != null || isEssential || AuthenticationClass.isAsked(request));
    }

    /** The stricter of the two. */
    AuthenticationAge and(AuthenticationAge other) {
        Duration stricter = most == null || other.most != null && other.most.compareTo(most) < 0 ? other.most : most;
        return new AuthenticationAge(stricter, isAsked || other.isAsked);
    }

    static boolean isSeconds(String maxAge) {
        return SECONDS.matcher(maxAge).matches();
    }

    /** An unknown authentication time satisfies neither. */
    boolean isMetBy(SignInAuthentication signIn, Instant now) {
        Instant proved = signIn.authenticatedAt();
        if (!isAsked || proved == null) {
            return !isAsked;
        }
        return most == null || Duration.between(proved, now).compareTo(most) < 0;
    }
}
