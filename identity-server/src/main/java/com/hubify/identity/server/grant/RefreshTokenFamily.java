package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.grant.document.AuthorizationJson;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * The refresh tokens of one grant begin with the same secret, and each ends with its own:
 *
 * <pre>
 * FAMILY.TOKEN    43 base64url characters each
 * </pre>
 *
 * The family leads to the grant, and the whole token must be the latest. Attack: refresh in a loop, which leaves a used
 * token behind each time. Storing each would fill Redis; storing only the latest would let a thief who refreshes in a loop
 * make the server forget the owner's token, whose use reveals the theft (RFC 9700, section 4.14.2). Only the family is
 * stored, so every used token is recognized.
 *
 * <p>Tokens of release 0.1 have no family part; each is its own family.
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

    /** The refresh token of a grant, unless only its digest is present, from which the family is not known. */
    static Optional<String> presented(@Nullable OAuth2Authorization grant) {
        return Optional.ofNullable(grant)
                .map(OAuth2Authorization::getRefreshToken)
                .map(refresh -> refresh.getToken().getTokenValue())
                .filter(token -> !AuthorizationJson.isDigested(token));
    }

    /**
     * Whether a token has this form. Attack, or a token file that ends in a line break: any text that begins with a valid
     * family would count as a used token of it, and end the grant.
     */
    static boolean isOne(String token) {
        int end = token.indexOf(END);
        return end < 0
                || RandomText.isOne(token.substring(0, end), SECRET_BYTES)
                        && RandomText.isOne(token.substring(end + 1), SECRET_BYTES);
    }

    /** Digest of the family of a token, as it is stored. */
    static String digest(String token) {
        return Sha256.base64Url(of(token));
    }

    private static String of(String token) {
        int end = token.indexOf(END);
        return end < 0 ? token : token.substring(0, end);
    }
}
