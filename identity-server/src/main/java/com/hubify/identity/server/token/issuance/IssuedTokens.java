package com.hubify.identity.server.token.issuance;

import com.hubify.identity.protocol.TokenClaims;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/** Tells of tokens that are handed out. Takes a microsecond: each token pays for it. */
public final class IssuedTokens {

    private final TokenListener listener;

    public IssuedTokens(TokenListener listener) {
        this.listener = listener;
    }

    public void tell(OAuth2AccessTokenAuthenticationToken answer, HttpServletRequest request) {
        String claims = claims(answer.getAccessToken().getTokenValue());
        listener.issued(new TokenIssued(
                answer.getRegisteredClient().getClientId(),
                Objects.requireNonNullElse(request.getParameter(OAuth2ParameterNames.GRANT_TYPE), ""),
                text("sub", claims),
                String.join(" ", answer.getAccessToken().getScopes()),
                text("jti", claims),
                text(TokenClaims.GRANT_ID, claims),
                Objects.requireNonNullElse(request.getRemoteAddr(), "")));
    }

    /** Of a token that this server has just signed. */
    private static String claims(String jwt) {
        int begin = jwt.indexOf('.') + 1;
        int end = jwt.indexOf('.', begin);
        return begin == 0 || end < 0
                ? ""
                : new String(Base64.getUrlDecoder().decode(jwt.substring(begin, end)), StandardCharsets.UTF_8);
    }

    /** Within a text, quotes are escaped: what looks like a member is one. */
    private static String text(String member, String claims) {
        String name = "\"" + member + "\":\"";
        int begin = claims.indexOf(name);
        if (begin < 0) {
            return "";
        }
        int end = claims.indexOf('"', begin + name.length());
        return end < 0 ? "" : claims.substring(begin + name.length(), end);
    }
}
