package com.hubify.identity.server.consent;

import java.util.Optional;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Questions that people have answered, for as long as they may come back to one: ten minutes after it was asked. */
public interface AnsweredQuestions {

    /**
     * What an answered question was about, with the scopes that were allowed. Empty for a question that is open or not known, and
     * for a grant that has ended.
     *
     * @param state the question's one-use id
     */
    Optional<OAuth2Authorization> answered(String state);
}
