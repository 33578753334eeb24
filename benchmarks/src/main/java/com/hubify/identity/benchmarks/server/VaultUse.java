package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Sample;
import java.util.ArrayList;
import java.util.List;

/** What tokens take from OpenBao, in each round. */
final class VaultUse {

    private static final double NANOS_PER_MICRO = 1_000;

    private final SigningVault vault;
    private final List<Double> tokensPerCall = new ArrayList<>();
    private final List<Double> micros = new ArrayList<>();

    VaultUse(SigningVault vault) {
        this.vault = vault;
    }

    /** Has so many tokens made, and measures that. */
    void during(int tokens, Runnable work) {
        SigningVault.Usage before = vault.usage();
        work.run();
        SigningVault.Usage after = vault.usage();
        tokensPerCall.add((double) tokens / (after.calls() - before.calls()));
        micros.add(after.time().nanosSince(before.time()) / NANOS_PER_MICRO / tokens);
    }

    Sample tokensPerCall() {
        return sample(tokensPerCall);
    }

    /** Its processor time for each token. */
    Sample micros() {
        return sample(micros);
    }

    private static Sample sample(List<Double> rounds) {
        return Sample.of(rounds.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
