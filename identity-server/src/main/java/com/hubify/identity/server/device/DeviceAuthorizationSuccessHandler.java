package com.hubify.identity.server.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2DeviceAuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2DeviceAuthorizationResponseHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Writes the device authorization response. Spring's omits {@code interval}, without which some programs poll without a
 * pause.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628, section 3.2</a>
 */
final class DeviceAuthorizationSuccessHandler implements AuthenticationSuccessHandler {

    /** The {@code interval} between polls. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final OAuth2DeviceAuthorizationResponseHttpMessageConverter JSON =
            new OAuth2DeviceAuthorizationResponseHttpMessageConverter();

    private final String verificationUri;

    DeviceAuthorizationSuccessHandler(String verificationUri) {
        this.verificationUri = verificationUri;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2DeviceAuthorizationRequestAuthenticationToken issued =
                (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
        OAuth2UserCode userCode = Objects.requireNonNull(issued.getUserCode());
        OAuth2DeviceAuthorizationResponse answer = OAuth2DeviceAuthorizationResponse.with(
                        Objects.requireNonNull(issued.getDeviceCode()), userCode)
                .verificationUri(verificationUri)
                .verificationUriComplete(UriComponentsBuilder.fromUriString(verificationUri)
                        .queryParam(OAuth2ParameterNames.USER_CODE, userCode.getTokenValue())
                        .build()
                        .toUriString())
                .interval(INTERVAL.toSeconds())
                .build();
        JSON.write(answer, MediaType.APPLICATION_JSON, new ServletServerHttpResponse(response));
    }
}
