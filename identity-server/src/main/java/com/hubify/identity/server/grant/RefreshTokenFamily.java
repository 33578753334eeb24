package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.grant.document.AuthorizationJson;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * The refresh tokens of one grant begin with the same secret, and end each with one of its own:
 *
 * <pre>
 * FAMILY.TOKEN    43 base64url characters each
 * </pre>
 *
 * The first leads to the grant, and the whole must be the latest. Attack: whoever refreshes in a loop leaves a spent token behind
 * each time. If each had to be remembered, that would fill the store; if only the latest were, a thief who refreshes in a loop
 * would have the owner's token forgotten, whose use is what gives the theft away (RFC 9700, section 4.14.2). All that is
 * remembered is the family, so every spent token is known for what it is.
 *
 * <p>Tokens of release 0.1 have no family; each is one of its own.
 */
final class RefreshTokenFamily {

    private static final int SECRET_BYTES = 32;
    private static final char END = '.';

    private RefreshTokenFamily() {}

    /** The next token after this one, or the first of a grant. */
    static String next(@Nullable String token, SecureRandom random) {
        String family = token != null && token.indexOf(END) > 0 ? of(token) : RandomText.ofBytes(SECRET_BYTES, random);
        return family + END + RandomText.ofBytes(SECRET_BYTES, random);
    }

    /** The refresh token of a grant, unless it lies at rest as a digest, which tells nothing of its family. */
    static Optional<String> presented(@Nullable OAuth2Authorization grant) {
        return Optional.ofNullable(grant)
                .map(OAuth2Authorization::getRefreshToken)
                .map(refresh -> refresh.getToken().getTokenValue())
                .filter(token -> !AuthorizationJson.isDigested(token));
    }

    /**
     * Whether a token was ever made like this. Attack, or a token file that ends in a line break: whatever begins with a family that
     * lives would be taken for a spent token of it, and end the grant.
     */
    static boolean isOne(String token) {
        int end = token.indexOf(END);
        return end < 0
                || RandomText.isOne(token.substring(0, end), SECRET_BYTES)
                        && RandomText.isOne(token.substring(end + 1), SECRET_BYTES);
    }

    /** What stands at rest for the family of a token. */
    static String digest(String token) {
        return Sha256.base64Url(of(token));
    }

    private static String of(String token) {
        int end = token.indexOf(END);
        return end < 0 ? token : token.substring(0, end);
    }
}
