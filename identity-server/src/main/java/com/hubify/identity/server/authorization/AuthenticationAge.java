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
 * How long ago a person may have proved who they are, by {@code max_age} in seconds, or that the client wants to know when they
 * did, by {@code auth_time} as an essential claim.
 *
 * @param most null if any age will do
 * @param isAsked whether the answer must tell the time
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
                .filter(ClaimsRequest::demandsAuthenticationTime)
                .isPresent();
        return new AuthenticationAge(most, most != null || isEssential);
    }

    static boolean isSeconds(String maxAge) {
        return SECONDS.matcher(maxAge).matches();
    }

    /** A time that is not known meets nothing. */
    boolean isMetBy(SignInAuthentication signIn, Instant now) {
        Instant proved = signIn.authenticatedAt();
        if (!isAsked || proved == null) {
            return !isAsked;
        }
        return most == null || Duration.between(proved, now).compareTo(most) < 0;
    }
}
