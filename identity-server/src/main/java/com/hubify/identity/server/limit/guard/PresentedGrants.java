package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.grant.Grants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/** Whether a request to the token endpoint brings a code or token that is there: whoever sends it does not guess. */
@Component
class PresentedGrants {

    private static final String TOKEN = "/oauth2/token";

    private static final List<String> KINDS =
            List.of(OAuth2ParameterNames.REFRESH_TOKEN, OAuth2ParameterNames.CODE, OAuth2ParameterNames.DEVICE_CODE);

    private final Grants grants;

    PresentedGrants(Grants grants) {
        this.grants = grants;
    }

    /** One look-up, which the request would cost anyway. */
    boolean areIn(HttpServletRequest request) {
        return request.getServletPath().equals(TOKEN)
                && KINDS.stream()
                        .filter(kind -> request.getParameter(kind) != null)
                        .findFirst()
                        .filter(kind -> isThere(kind, request.getParameter(kind)))
                        .isPresent();
    }

    private boolean isThere(String kind, String value) {
        return grants.findByToken(value, new OAuth2TokenType(kind)) != null
                || kind.equals(OAuth2ParameterNames.REFRESH_TOKEN)
                        && grants.findBySpentRefreshToken(value).isPresent();
    }
}
