package com.hubify.identity.server.consent;

import com.hubify.identity.server.client.RedirectUris;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;

/** Where a question is asked. */
final class QuestionAddress {

    static final String PATH = "/oauth2/consent";

    /** Tells the browser that was asked from others, when who was asked is no longer signed in. */
    static final String BROWSER = "browser";

    /** The authorization request that led to the question, to be made again when nobody knows the question any more. */
    static final String AGAIN = "again";

    private static final int LONGEST = 2_000;

    /** As long as a request that is made again after a sign-in may be. */
    private static final int LONGEST_REQUEST = 13_000;

    /** Path and query of an authorization request, in characters that a cookie can carry through a sign-in. */
    private static final Pattern REQUEST = Pattern.compile("/oauth2/authorize\\?[!-~&&[^\\\\#\",;]]*");

    private QuestionAddress() {}

    static String of(String clientId, String state, @Nullable String userCode, @Nullable String browser) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(OAuth2ParameterNames.CLIENT_ID, clientId);
        parameters.put(OAuth2ParameterNames.STATE, state);
        if (userCode != null) {
            parameters.put(OAuth2ParameterNames.USER_CODE, userCode);
        }
        if (browser != null) {
            parameters.put(BROWSER, browser);
        }
        return RedirectUris.with(parameters, PATH);
    }

    /**
     * The same with the request that led to the question, so that a page that is loaded again after its time leads on. A request
     * that is too long for an address stands in the page's form alone.
     */
    static String withRequest(String address, String again) {
        String whole = RedirectUris.with(Map.of(AGAIN, again), address);
        return whole.length() > LONGEST ? address : whole;
    }

    /**
     * The request to make again. It is a stranger's text, so it leads to our authorization endpoint alone, which checks all of it.
     * A link of the stranger could lead there as well.
     */
    static Optional<String> again(@Nullable String sent) {
        return Optional.ofNullable(sent)
                .filter(request -> request.length() <= LONGEST_REQUEST)
                .filter(request -> REQUEST.matcher(request).matches());
    }

    /** Of the question that this answers; empty if it names what no question of ours does. */
    static Optional<String> of(OAuth2AuthorizationConsentAuthenticationToken answer) {
        String userCode = answer instanceof OAuth2DeviceAuthorizationConsentAuthenticationToken device
                ? device.getUserCode()
                : null;
        Object browser = answer.getAdditionalParameters().get(BROWSER);
        return Optional.of(of(
                        answer.getClientId(),
                        answer.getState(),
                        userCode,
                        browser instanceof String text ? text : null))
                .filter(address -> address.length() <= LONGEST);
    }
}
