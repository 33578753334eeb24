package com.hubify.identity.server.consent;

import com.hubify.identity.server.client.RedirectUris;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;

/** Where a question is asked. */
final class QuestionAddress {

    static final String PATH = "/oauth2/consent";

    /** Tells the browser that was asked from others, when who was asked is no longer signed in. */
    static final String BROWSER = "browser";

    private static final int LONGEST = 2_000;

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
