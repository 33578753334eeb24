package com.hubify.identity.server.grant;

import com.hubify.identity.server.redis.UnreadableDocument;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

/** Grants, and the refresh tokens that have been used and rotated. */
public interface Grants extends OAuth2AuthorizationService {

    /** The grant of a used refresh token, unless anything it descends from was revoked. */
    Optional<OAuth2Authorization> findBySpentRefreshToken(String token);

    /**
     * The response to the refresh that used this token, within the grace period. Only the latest is stored: once its
     * successor was used, the client has received the response, so a repetition is not a retry.
     *
     * @throws UnreadableDocument if the stored response is damaged
     */
    Optional<Answer> answerTo(String spent, OAuth2Authorization grant);

    /** Ends a grant: revokes its refresh token, and its access tokens as soon as services hear of it. */
    void end(OAuth2Authorization grant);

    /** The response to a refresh. */
    interface Answer {

        OAuth2AccessToken accessToken();

        OAuth2RefreshToken refreshToken();

        /** Null if the refresh issued none. */
        @Nullable
        String idToken();

        Set<String> scopes();
    }
}
