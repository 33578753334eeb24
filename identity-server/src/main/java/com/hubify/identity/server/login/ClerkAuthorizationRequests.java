package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.authorization.Reauthentication;
import com.hubify.identity.server.login.clerk.ClerkRegistrations;
import com.hubify.identity.server.session.BrowserSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Authorization requests to Clerk. With a session there, a person would come back without being asked, so
 * {@code prompt=login} is sent if they must authenticate afresh. The {@code state} holds the interrupted request, for a
 * person who takes long: {@link SealedRequests}.
 *
 * <p>Of what the client asks for, {@code login_hint} and {@code ui_locales} are passed on; Clerk ignores what it does not
 * know. {@code max_age} is not: {@code prompt=login} demands as much, and with {@code max_age} a server that keeps no {@code
 * auth_time} would have to refuse the ID token. Where accounts are switched, no hint is sent.
 */
@Component
class ClerkAuthorizationRequests implements OAuth2AuthorizationRequestResolver {

    private static final String BASE = "/oauth2/authorization";

    /** What is passed on, and the form it must have: it comes from any link. */
    private static final Map<String, Pattern> HINTS = Map.of(
            "login_hint", Pattern.compile("[^\\p{Cntrl}]{1,256}"),
            "ui_locales", Pattern.compile("[A-Za-z0-9-]{1,35}( [A-Za-z0-9-]{1,35}){0,9}"));

    private final OAuth2AuthorizationRequestResolver spring;
    private final SealedRequests sealed;
    private final BrowserSecrets browsers;
    private final SignInAttempts attempts;

    ClerkAuthorizationRequests(
            ClerkRegistrations registrations, SealedRequests sealed, BrowserSecrets browsers, SignInAttempts attempts) {
        this.attempts = attempts;
        this.sealed = sealed;
        this.browsers = browsers;
        this.spring = new DefaultOAuth2AuthorizationRequestResolver(registrations.whileAnswering(), BASE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        // Another provider's path is 404; Spring would report a failed provider.
        return request.getServletPath().equals(BASE + "/" + ClerkRegistrations.ID)
                ? resolve(request, ClerkRegistrations.ID)
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        if (SignInAttempts.leadsNowhere(request)) {
            throw new UnusableTarget();
        }
        OAuth2AuthorizationRequest asked = spring.resolve(request, registrationId);
        return asked == null ? null : completed(asked, request);
    }

    private OAuth2AuthorizationRequest completed(OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        OAuth2AuthorizationRequest.Builder completed = OAuth2AuthorizationRequest.from(asked)
                .state(sealed.seal(
                        Objects.requireNonNull(asked.getState()),
                        SignInAttempts.interrupted(request),
                        browsers.upcoming(request)));
        if (attempts.mustBeFresh(request)) {
            completed.additionalParameters(parameters -> parameters.put("prompt", "login"));
        }
        if (InterruptedRequest.of(request).isOfClient() && !Reauthentication.isToAnotherAccount(request)) {
            HINTS.forEach((name, allowed) -> {
                String value = request.getParameter(name);
                if (value != null && allowed.matcher(value).matches()) {
                    completed.additionalParameters(parameters -> parameters.put(name, value));
                }
            });
        }
        // Spring leaves a plus sign as it is, which servers read as a blank: solo+lab@example.com is another address.
        return completed
                .authorizationRequestUri(
                        uri -> URI.create(uri.build().toString().replace("+", "%2B")))
                .build();
    }
}
