package com.hubify.identity.server.signing.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.vault.SigningOutcome.Signed;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.util.List;

/**
 * Checks now and then whether signatures are the published key's. A key that was deleted and made anew has the same name and
 * version and is another one: its tokens would be refused by everybody. All of them would cost a verification each; the first
 * one and then one a second show it soon enough.
 */
final class SelfCheck implements SigningCall {

    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final SigningKey key;
    private final SigningCall call;
    private final Ticker ticker;
    private volatile long dueAt;

    SelfCheck(SigningKey key, SigningCall call, Ticker ticker) {
        this.key = key;
        this.call = call;
        this.ticker = ticker;
        this.dueAt = ticker.read();
    }

    @Override
    public List<SigningOutcome> sign(List<byte[]> signingInputs) {
        List<SigningOutcome> outcomes = call.sign(signingInputs);
        if (ticker.read() - dueAt >= 0) {
            prove(signingInputs, outcomes);
        }
        return outcomes;
    }

    private void prove(List<byte[]> signingInputs, List<SigningOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Signed signed) {
                requireOwn(signingInputs.get(i), signed.get());
                dueAt = ticker.read() + PERIOD;
                return;
            }
        }
    }

    private void requireOwn(byte[] signingInput, Base64URL signature) {
        if (!key.verifies(signingInput, signature)) {
            throw new SigningUnavailable(
                    Reason.KEY_MISSING, "what Vault signs with as " + key.kid() + " is not the key that is published");
        }
    }
}
