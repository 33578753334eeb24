package com.hubify.identity.server.device;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationProvider;

/**
 * Takes the answer to a device's question. Given the {@code state} of another kind of question, Spring's provider fails an
 * assertion, which would be our fault and is the sender's.
 */
final class DeviceConsents implements AuthenticationProvider {

    private final AuthenticationProvider spring;

    private DeviceConsents(AuthenticationProvider spring) {
        this.spring = spring;
    }

    static AuthenticationProvider around(AuthenticationProvider provider) {
        return provider instanceof OAuth2DeviceAuthorizationConsentAuthenticationProvider
                ? new DeviceConsents(provider)
                : provider;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        try {
            return spring.authenticate(authentication);
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_REQUEST, "OAuth 2.0 Parameter: " + OAuth2ParameterNames.STATE, null));
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return spring.supports(authentication);
    }
}
