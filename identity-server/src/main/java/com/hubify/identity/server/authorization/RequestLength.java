package com.hubify.identity.server.authorization;

import com.hubify.identity.server.account.ClaimsRequest;
import com.hubify.identity.server.redis.RedisJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriUtils;

/** Length limits of an authorization request: it is repeated as a URL after a sign-in, and stored with the grant. */
final class RequestLength {

    /** Longest {@code state}, in characters: some clients keep their data there. It is stored until consent is given. */
    private static final int LONGEST_STATE = 8192;

    /** Longest {@code state}, percent-encoded: a redirect with a longer one would exceed the limit of a header. */
    private static final int LONGEST_ENCODED_STATE = 12_288;

    /** Longest {@code nonce}, in characters: it is stored as long as the grant. */
    private static final int LONGEST_NONCE = 2048;

    /** Longest total of all parameters except {@code state} and {@code scope}, in characters. */
    private static final int LONGEST_PARAMETERS = 6000;

    /** Longest stored request, in bytes of JSON. A control character takes six there, and three in a URL. */
    private static final int LONGEST_STORED = InterruptedRequest.LONGEST;

    private RequestLength() {}

    /** The error, if a part of the request is too long. */
    static Optional<OAuth2Error> refusal(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        Map<String, Object> more = request.getAdditionalParameters();
        if (isTooLong(request.getState())) {
            return Optional.of(error("The state is longer than " + LONGEST_STATE + " characters, or than "
                    + LONGEST_ENCODED_STATE + " percent-encoded."));
        }
        if (isLonger(more.get("nonce"), LONGEST_NONCE)) {
            return Optional.of(error("The nonce is longer than " + LONGEST_NONCE + " characters."));
        }
        if (isLonger(more.get(ClaimsRequest.PARAMETER), ClaimsRequest.LONGEST)) {
            return Optional.of(error("The claims parameter is longer than " + ClaimsRequest.LONGEST + " characters."));
        }
        int length =
                more.values().stream().mapToInt(it -> it.toString().length()).sum();
        if (length > LONGEST_PARAMETERS) {
            return Optional.of(error("The parameters other than state and scope are longer than " + LONGEST_PARAMETERS
                    + " characters together."));
        }
        return whole(parameters(request));
    }

    /** The error, if the request as a whole is too long. */
    private static Optional<OAuth2Error> whole(Map<String, String> parameters) {
        if (addressLength(parameters) > InterruptedRequest.LONGEST) {
            return Optional.of(
                    error("The request is longer than " + InterruptedRequest.LONGEST + " characters as a URL."));
        }
        return storedLength(parameters) > LONGEST_STORED
                ? Optional.of(error("The request is longer than " + LONGEST_STORED + " bytes as JSON."))
                : Optional.empty();
    }

    private static boolean isLonger(@Nullable Object parameter, int longest) {
        return parameter != null && parameter.toString().length() > longest;
    }

    static boolean isTooLong(@Nullable String state) {
        return state != null && (state.length() > LONGEST_STATE || encodedLength(state) > LONGEST_ENCODED_STATE);
    }

    private static Map<String, String> parameters(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        Map<String, String> parameters = new HashMap<>();
        request.getAdditionalParameters().forEach((name, value) -> parameters.put(name, value.toString()));
        parameters.put("response_type", "code");
        parameters.put("client_id", request.getClientId());
        parameters.put("redirect_uri", Objects.requireNonNullElse(request.getRedirectUri(), ""));
        parameters.put("scope", String.join(" ", request.getScopes()));
        parameters.put("state", Objects.requireNonNullElse(request.getState(), ""));
        return parameters;
    }

    /** An upper bound. A request that could not be repeated after a sign-in is refused before it. */
    private static int addressLength(Map<String, String> parameters) {
        return "/oauth2/authorize".length()
                + parameters.entrySet().stream()
                        .mapToInt(parameter ->
                                encodedLength(parameter.getKey()) + encodedLength(parameter.getValue()) + 2)
                        .sum();
    }

    private static int storedLength(Map<String, String> parameters) {
        return RedisJson.write(parameters).getBytes(StandardCharsets.UTF_8).length;
    }

    private static int encodedLength(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8).length();
    }

    private static OAuth2Error error(String description) {
        return new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null);
    }
}
