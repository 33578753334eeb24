package com.hubify.identity.server.token;

import org.springframework.stereotype.Component;

/** The audience of access tokens: the API they are for. */
@Component
public final class AccessTokenAudience {

    private final String value;

    AccessTokenAudience(TokenProperties properties) {
        this.value = properties.audience();
    }

    /** Whether a requested audience or resource is the one that tokens are issued for. */
    public boolean is(String target) {
        return value.equals(target);
    }
}
