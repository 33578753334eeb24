package com.hubify.clerk.authorize;

import com.hubify.clerk.application.OAuthApplication;
import com.hubify.clerk.application.OAuthApplications;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization request may be answered. Until client and redirect URI are known to be valid,
 * errors are shown to the browser as JSON and not sent to a redirect URI.
 *
 * @param named whether the request names the redirect address, so that the token request must too
 */
record AnswerAddress(
        OAuthApplication application,
        String redirectUri,
        boolean named,
        ResponseMode responseMode,
        @Nullable String state) {

    static AnswerAddress of(RequestParameters parameters, OAuthApplications applications) {
        OAuthApplication application = parameters
                .get("client_id")
                .flatMap(applications::find)
                .orElseThrow(() ->
                        new OAuthProblem(OAuthError.INVALID_CLIENT, "The requested OAuth 2.0 Client does not exist."));
        Optional<String> named = parameters.get("redirect_uri");
        String redirectUri = named.or(() -> onlyRegistered(application))
                .filter(application::accepts)
                .orElseThrow(AnswerAddress::notRegistered);
        return new AnswerAddress(
                application,
                redirectUri,
                named.isPresent(),
                parameters.get("response_mode").flatMap(ResponseMode::of).orElse(ResponseMode.QUERY),
                parameters.get("state").orElse(null));
    }

    private static Optional<String> onlyRegistered(OAuthApplication application) {
        return application.redirectUris().size() == 1
                ? application.redirectUris().stream().findFirst()
                : Optional.empty();
    }

    private static OAuthProblem notRegistered() {
        return new OAuthProblem(
                OAuthError.INVALID_REQUEST,
                "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect"
                        + " urls.");
    }
}
