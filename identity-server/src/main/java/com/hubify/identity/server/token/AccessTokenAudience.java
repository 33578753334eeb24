package com.hubify.identity.server.token;

import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The audience of access tokens: the API they are for. */
@Component
public final class AccessTokenAudience {

    private static final Pattern WITHOUT_PATH = Pattern.compile("https?://[^/?#]+", Pattern.CASE_INSENSITIVE);

    private final String value;

    AccessTokenAudience(TokenProperties properties) {
        this.value = properties.audience();
    }

    /**
     * Whether a requested audience or resource (RFC 8707) is the one that tokens are issued for. A URI without a path is the same with
     * {@code /}, which libraries write (RFC 3986, section 6.2.3). Nothing else is made equal: services compare characters.
     */
    public boolean is(String target) {
        return value.equals(target) || WITHOUT_PATH.matcher(value).matches() && target.equals(value + "/");
    }

    /** As tokens have it. */
    public String value() {
        return value;
    }
}
