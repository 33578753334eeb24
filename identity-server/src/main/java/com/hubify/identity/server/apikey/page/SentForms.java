package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.apikey.ApiKeyId;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers the form that made the latest key of a session. Fault: reloading the page of a new key, or going back and pressing
 * the button again, made another one.
 */
@Component
class SentForms {

    private static final String PARAMETER = "once";
    private static final int BYTES = 16;

    /** Session attribute: the value of that form, and the id of its key. */
    private static final String LATEST = "hubify.key-made-by";

    private final SecureRandom random;

    SentForms(SecureRandom random) {
        this.random = random;
    }

    /** The value by which the form is known when it is sent. One that is shown again keeps its own. */
    String once(HttpServletRequest request) {
        String sent = sent(request);
        return sent == null ? RandomText.ofBytes(BYTES, random) : sent;
    }

    /** The key that this very form has made already. */
    Optional<ApiKeyId> made(HttpServletRequest request) {
        String sent = sent(request);
        return sent != null && request.getSession().getAttribute(LATEST) instanceof String latest
                ? Optional.of(latest)
                        .filter(it -> it.startsWith(sent))
                        .map(it -> it.substring(sent.length()))
                        .flatMap(ApiKeyId::parse)
                : Optional.empty();
    }

    void noteMade(ApiKeyId key, HttpServletRequest request) {
        String sent = sent(request);
        if (sent != null) {
            request.getSession().setAttribute(LATEST, sent + key);
        }
    }

    private static @Nullable String sent(HttpServletRequest request) {
        String sent = request.getParameter(PARAMETER);
        return sent != null && RandomText.isOne(sent, BYTES) ? sent : null;
    }
}
