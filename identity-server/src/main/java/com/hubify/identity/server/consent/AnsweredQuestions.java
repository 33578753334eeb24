package com.hubify.identity.server.consent;

import java.util.Optional;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Consent decisions, for ten minutes after the page was shown, in which it may be submitted again. */
public interface AnsweredQuestions {

    /**
     * The grant of a decided consent, with the allowed scopes. Empty if it is undecided or unknown, or the grant has ended.
     *
     * @param state the one-time state of the consent page
     */
    Optional<OAuth2Authorization> answered(String state);
}
