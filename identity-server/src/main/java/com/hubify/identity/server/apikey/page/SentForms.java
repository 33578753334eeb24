package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.apikey.issuance.IdempotentRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Forms that make a key: each makes one, however often it is sent, and is answered with it for ten minutes. Fault: a double click,
 * reloading the page of a new key, or going back and pressing the button again made another one, or lost the key.
 */
@Component
class SentForms {

    private static final String PARAMETER = "once";
    private static final int BYTES = 16;

    private final SecureRandom random;

    SentForms(SecureRandom random) {
        this.random = random;
    }

    /**
     * The value by which a form is known when it is sent. Never one from an address, which others may know: it decrypts the key
     * that is kept.
     */
    String once() {
        return RandomText.ofBytes(BYTES, random);
    }

    /** The value of a form that is shown again. */
    String once(HttpServletRequest request) {
        String sent = sent(request);
        return sent == null ? once() : sent;
    }

    /**
     * What makes one key; null if the form has no such value.
     *
     * @param asked what was entered: the same form with something else in it is told that it has made its key
     */
    @Nullable
    IdempotentRequest request(HttpServletRequest request, String asked) {
        String sent = sent(request);
        return sent == null
                ? null
                : IdempotentRequest.parse(sent, "form " + asked).orElseThrow();
    }

    private static @Nullable String sent(HttpServletRequest request) {
        String sent = request.getParameter(PARAMETER);
        return sent != null && RandomText.isOne(sent, BYTES) ? sent : null;
    }
}
