package com.hubify.identity.server.grant;

import com.hubify.identity.server.redis.UnreadableDocument;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

/** What people granted to clients, with the refresh tokens that were used once and must not be used again. */
public interface Grants extends OAuth2AuthorizationService {

    /** The grant a spent refresh token once belonged to, unless anything it descends from was revoked. */
    Optional<OAuth2Authorization> findBySpentRefreshToken(String token);

    /**
     * The answer that a spent refresh token got, while the grace lasts. Only the latest is kept: once its successor was used,
     * the client has seen the answer, and asking again is no accident.
     *
     * @throws UnreadableDocument if what is kept of it is damaged
     */
    Optional<Answer> answerTo(String spent, OAuth2Authorization grant);

    /** Ends a grant: its refresh token is dead, and its access tokens are as soon as services hear of it. */
    void end(OAuth2Authorization grant);

    /** What a refresh was answered with. */
    interface Answer {

        OAuth2AccessToken accessToken();

        OAuth2RefreshToken refreshToken();

        /** Null where the refresh issued none. */
        @Nullable
        String idToken();

        Set<String> scopes();
    }
}
