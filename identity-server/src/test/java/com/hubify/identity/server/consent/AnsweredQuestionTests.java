package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

class AnsweredQuestionTests {

    private final OAuth2Authorization pending =
            PendingConsent.forWeb("openid", "*", "labs:read").saveTo(new InMemoryOAuth2AuthorizationService());

    /** Attack: a second click gives the full access that was left unticked, because it was allowed earlier and needs no page. */
    @Test
    void secondClickGivesNoFullAccessThatTheFirstDidNot() {
        assertThat(next("openid", "labs:read"))
                .startsWith("/oauth2/authorize?")
                .contains("&scope=openid%20labs%3Aread&", "&state=state-of-the-client&")
                .doesNotContain("*", "%2A");
    }

    @Test
    void secondClickIsForTheSameRequest() {
        assertThat(next("openid", "*", "labs:read")).contains("&scope=openid%20*%20labs:read&");
        assertThat(next("openid")).contains("&scope=openid%20labs%3Aread&");
    }

    private String next(String... given) {
        return new AnsweredQuestion(OAuth2Authorization.from(pending)
                        .authorizedScopes(Set.of(given))
                        .build())
                .next();
    }
}
