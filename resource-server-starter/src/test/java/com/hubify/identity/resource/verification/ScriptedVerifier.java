package com.hubify.identity.resource.verification;

import com.hubify.identity.resource.memory.CredentialVerifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands before a service's verifier: notes what is asked, and answers by itself where a test says so. */
public final class ScriptedVerifier implements CredentialVerifier {

    private final CredentialVerifier real;
    private final List<Duration> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable BiFunction<Duration, Supplier<Verification>, Verification> script;

    public ScriptedVerifier(CredentialVerifier real) {
        this.real = real;
    }

    /** Has a function answer, by the staleness and what the real verifier would say. */
    public void answer(BiFunction<Duration, Supplier<Verification>, Verification> answers) {
        this.script = answers;
    }

    public void recover() {
        script = null;
        asked.clear();
    }

    /** The staleness of every question so far. */
    public List<Duration> asked() {
        return asked;
    }

    @Override
    public Verification verify(String credential, Sender sender, Duration staleness) {
        asked.add(staleness);
        var answers = script;
        return answers == null
                ? real.verify(credential, sender, staleness)
                : answers.apply(staleness, () -> real.verify(credential, sender, staleness));
    }

    @Override
    public Verification verifyNow(String credential, Sender sender, Duration staleness) {
        Verification now = script == null
                ? real.verifyNow(credential, sender, staleness)
                : new Verification.Unavailable(Duration.ofSeconds(1));
        if (!(now instanceof Verification.Unavailable)) {
            asked.add(staleness);
        }
        return now;
    }

    @Override
    public CompletableFuture<Verification> verifyAsync(
            String credential, Sender sender, Duration staleness, Executor signatures, Executor issuer) {
        if (script != null) {
            return CompletableFuture.supplyAsync(() -> verify(credential, sender, staleness), issuer);
        }
        asked.add(staleness);
        return real.verifyAsync(credential, sender, staleness, signatures, issuer);
    }
}
