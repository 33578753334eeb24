package com.hubify.clerk.authorize;

import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks an authorization request in Fosite's order, with Fosite's words. Each refusal goes to the application. */
@Component
class RequestValidator {

    private static final int SHORTEST = 8;
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent");
    private static final Set<String> DEFAULT_SCOPES = Set.of("profile", "email");
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final InstanceProperties instance;

    RequestValidator(InstanceProperties instance) {
        this.instance = instance;
    }

    AuthorizationRequest validate(RequestParameters parameters, AnswerAddress address) {
        requireNoRequestObject(parameters);
        requireKnownResponseMode(parameters);
        Set<String> scopes = scopes(parameters, address);
        requireCode(parameters);
        requireStrongState(parameters);
        requireStrongNonce(parameters);
        requireNamedRedirect(scopes, address);
        return new AuthorizationRequest(
                address,
                scopes,
                parameters.get("nonce").orElse(null),
                challenge(parameters, address),
                parameters.get("resource").orElse(null),
                prompt(parameters),
                parameters);
    }

    private static void requireNoRequestObject(RequestParameters parameters) {
        if (parameters.get("request").isPresent()) {
            throw new OAuthProblem(OAuthError.REQUEST_NOT_SUPPORTED);
        }
        if (parameters.get("request_uri").isPresent()) {
            throw new OAuthProblem(OAuthError.REQUEST_URI_NOT_SUPPORTED);
        }
    }

    private static void requireKnownResponseMode(RequestParameters parameters) {
        Optional<String> mode = parameters.get("response_mode");
        if (mode.isPresent() && mode.flatMap(ResponseMode::of).isEmpty()) {
            throw new OAuthProblem(
                    OAuthError.UNSUPPORTED_RESPONSE_MODE,
                    "Request with unsupported response_mode '%s'.".formatted(mode.get()));
        }
    }

    private static Set<String> scopes(RequestParameters parameters, AnswerAddress address) {
        Set<String> scopes =
                parameters.get("scope").map(RequestValidator::words).orElse(DEFAULT_SCOPES);
        for (String scope : scopes) {
            if (!address.application().scopes().contains(scope)) {
                throw new OAuthProblem(
                        OAuthError.INVALID_SCOPE,
                        "The OAuth 2.0 Client is not allowed to request scope '%s'.".formatted(scope));
            }
        }
        return scopes;
    }

    private static void requireCode(RequestParameters parameters) {
        String type = parameters
                .get("response_type")
                .orElseThrow(() -> new OAuthProblem(
                        OAuthError.UNSUPPORTED_RESPONSE_TYPE,
                        "`The request is missing the 'response_type' parameter."));
        if (!type.equals("code")) {
            throw new OAuthProblem(
                    OAuthError.UNSUPPORTED_RESPONSE_TYPE,
                    "The client is not allowed to request response_type '%s'.".formatted(type));
        }
    }

    private static void requireStrongState(RequestParameters parameters) {
        boolean pkce = parameters.get("code_challenge").isPresent()
                && parameters.get("code_challenge_method").isPresent();
        int length = parameters.get("state").map(String::length).orElse(pkce ? SHORTEST : 0);
        if (length < SHORTEST) {
            throw new OAuthProblem(
                    OAuthError.INVALID_STATE,
                    "Request parameter 'state' must be at least be 8 characters long to ensure sufficient entropy.");
        }
    }

    private void requireStrongNonce(RequestParameters parameters) {
        boolean weak = parameters
                .get("nonce")
                .filter(nonce -> nonce.length() < SHORTEST)
                .isPresent();
        if (weak && instance.switches().weakNonceRefused()) {
            throw new OAuthProblem(
                    OAuthError.INSUFFICIENT_ENTROPY,
                    "Parameter 'nonce' is set but does not satisfy the minimum entropy of 8 characters.");
        }
    }

    private static void requireNamedRedirect(Set<String> scopes, AnswerAddress address) {
        if (scopes.contains("openid") && !address.named()) {
            throw new OAuthProblem(
                    OAuthError.INVALID_REQUEST,
                    "The 'redirect_uri' parameter is required when using OpenID Connect 1.0.");
        }
    }

    private static @Nullable String challenge(RequestParameters parameters, AnswerAddress address) {
        Optional<String> challenge = parameters.get("code_challenge");
        if (challenge.isEmpty()) {
            if (address.application().needsPkce()) {
                throw new OAuthProblem(
                        OAuthError.INVALID_REQUEST,
                        "This client must include a code_challenge when performing the authorize code flow, but it is"
                                + " missing.");
            }
            return null;
        }
        if (!parameters.get("code_challenge_method").filter("S256"::equals).isPresent()) {
            throw new OAuthProblem(
                    OAuthError.INVALID_REQUEST, "Clients must use code_challenge_method=S256, plain is not allowed.");
        }
        if (!S256.matcher(challenge.get()).matches()) {
            throw new OAuthProblem(OAuthError.INVALID_REQUEST);
        }
        return challenge.get();
    }

    private static Set<String> prompt(RequestParameters parameters) {
        Set<String> prompt =
                parameters.get("prompt").map(RequestValidator::words).orElse(Set.of());
        for (String value : prompt) {
            if (!PROMPTS.contains(value)) {
                throw new OAuthProblem(
                        OAuthError.INVALID_REQUEST, "Used unknown value '%s' for prompt parameter".formatted(value));
            }
        }
        if (prompt.contains("none") && prompt.size() > 1) {
            throw new OAuthProblem(
                    OAuthError.INVALID_REQUEST,
                    "Parameter 'prompt' was set to 'none', but contains other values as well which is not allowed.");
        }
        return prompt;
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(text.split(" ")));
        words.remove("");
        return words;
    }
}
