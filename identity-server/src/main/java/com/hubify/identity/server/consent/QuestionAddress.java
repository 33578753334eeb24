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

/** URLs of the consent page. */
final class QuestionAddress {

    static final String PATH = "/oauth2/consent";

    /** Binds the page to the browser it was shown in, for when the person is no longer signed in. */
    static final String BROWSER = "browser";

    /** The authorization request, to be repeated when the state is no longer known. */
    static final String AGAIN = "again";

    /** The organization that the form chose, of which the person is no member. */
    static final String LOST = "lost";

    private static final int LONGEST = 2_000;

    /** The same limit as for a request that is repeated after a sign-in. */
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
     * The same with the authorization request, so that a page reloaded after it expired can continue. A request that is too
     * long for the URL is only in the page's form.
     */
    static String withRequest(String address, String again) {
        String whole = RedirectUris.with(Map.of(AGAIN, again), address);
        return whole.length() > LONGEST ? address : whole;
    }

    static String withLost(String address, String organization) {
        return RedirectUris.with(Map.of(LOST, organization), address);
    }

    /**
     * The request to repeat. It is untrusted, so it leads only to our authorization endpoint, which validates it. A plain
     * link could do the same.
     */
    static Optional<String> again(@Nullable String sent) {
        return Optional.ofNullable(sent)
                .filter(request -> request.length() <= LONGEST_REQUEST)
                .filter(request -> REQUEST.matcher(request).matches());
    }

    /** URL of the page that this form belongs to; empty if it is too long to be one of ours. */
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
