package com.hubify.identity.server.signing.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.vault.SigningOutcome.Signed;
import java.time.Duration;
import java.util.List;

/**
 * Verifies the first signature of a key, and then one per second, with the published public key. A key that was deleted
 * and created again in Vault has the same name and version but is another key: every verifier would refuse its tokens.
 * Verifying each signature would take longer than the call that creates it.
 */
final class SelfCheck {

    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final SigningKey key;
    private final Ticker ticker;
    private volatile long dueAt;

    SelfCheck(SigningKey key, Ticker ticker) {
        this.key = key;
        this.ticker = ticker;
        this.dueAt = ticker.read();
    }

    /** @throws SigningUnavailable if a check was due and the signature is not by the published key */
    void verify(List<byte[]> signingInputs, List<SigningOutcome> outcomes) {
        if (ticker.read() - dueAt < 0) {
            return;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Signed signed) {
                if (!key.verifies(signingInputs.get(i), signed.get())) {
                    throw new SigningUnavailable(
                            Reason.KEY_MISSING, "Vault signs with another key than the one published as " + key.kid());
                }
                dueAt = ticker.read() + PERIOD;
                return;
            }
        }
    }
}
