package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.local.LocalKeys.LocalKey;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A custody that forgets everything at the end, and can be away. */
public final class InMemoryKeyCustody implements KeyCustody {

    // Making an RSA key costs more than all that most tests do with it.
    private static final String FIRST = new LocalKeys(new SecureRandom(), Clock.systemUTC()).complete(LocalKeys.NONE);

    private static final AtomicInteger CUSTODIES = new AtomicInteger();

    private final LocalKeys keys;
    private final LocalSigners signers = LocalSigners.fastest();
    private final Set<JWSAlgorithm> algorithms;
    private final Map<LocalKey, JWSSigner> made = new ConcurrentHashMap<>();
    private List<LocalKey> held = List.of();
    private String json = LocalKeys.NONE;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile @Nullable Reason trouble;
    private volatile @Nullable JWSAlgorithm troubled;

    /** A ring of one new version of every algorithm. */
    public static KeyRing ring(Instant known, Instant first) {
        InMemoryKeyCustody custody = new InMemoryKeyCustody(Clock.systemUTC());
        KeyRing ring = KeyRing.EMPTY;
        for (JWSAlgorithm algorithm : SigningKeys.ALGORITHMS) {
            ring = ring.with(
                    KeyVersion.announced(custody.versions(algorithm).get(0).key(), known, first));
        }
        return ring;
    }

    public InMemoryKeyCustody(Clock clock) {
        this(clock, Set.copyOf(SigningKeys.ALGORITHMS));
    }

    public InMemoryKeyCustody(Clock clock, Set<JWSAlgorithm> algorithms) {
        this.keys = new LocalKeys(new SecureRandom(), clock);
        this.algorithms = algorithms;
        hold(first(clock));
    }

    /** The same keys in every custody, under names of its own. */
    private static String first(Clock clock) {
        return FIRST.replaceAll("(local-[a-z0-9]+-)[0-9a-f]+", "$1" + Integer.toHexString(CUSTODIES.incrementAndGet()))
                .replaceAll("\"iat\":\\d+", "\"iat\":" + clock.instant().getEpochSecond());
    }

    /** How often it was asked for something while it didn't work. */
    public int refusals() {
        return refusals.get();
    }

    /** From now on nothing works, for that reason; null ends it. */
    public void fail(@Nullable Reason reason) {
        trouble = reason;
        troubled = null;
    }

    /** From now on nothing works with the key of that algorithm. */
    public void fail(Reason reason, JWSAlgorithm algorithm) {
        trouble = reason;
        troubled = algorithm;
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return algorithms;
    }

    @Override
    public synchronized List<KeyMaterial> versions(JWSAlgorithm algorithm) {
        requireThere(algorithm);
        List<KeyMaterial> kept = held.stream()
                .map(LocalKey::kept)
                .filter(it -> it.key().algorithm().equals(algorithm))
                .toList();
        if (kept.isEmpty()) {
            throw new SigningUnavailable(Reason.KEY_MISSING, "no key for " + algorithm);
        }
        return kept;
    }

    @Override
    public synchronized KeyMaterial addVersion(JWSAlgorithm algorithm) {
        requireThere(algorithm);
        hold(keys.withNext(json, algorithm));
        List<KeyMaterial> versions = versions(algorithm);
        return versions.get(versions.size() - 1);
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        requireThere(key.algorithm());
        return signAs(key.algorithm(), key, signingInput);
    }

    @Override
    public synchronized void destroyOlderThan(SigningKey key) {
        requireThere(key.algorithm());
        hold(LocalKeys.withoutOlderThan(key, json));
    }

    /** Loses a key and makes another one with its name and version, as somebody may behind the server's back. */
    public synchronized void replace(JWSAlgorithm algorithm) {
        SigningKey lost = versions(algorithm).get(0).key();
        String other = new LocalKeys(new SecureRandom(), Clock.systemUTC()).complete(LocalKeys.NONE);
        String name = LocalKeys.parse(other).stream()
                .map(LocalKey::key)
                .filter(key -> key.algorithm().equals(algorithm))
                .map(SigningKey::name)
                .findFirst()
                .orElseThrow();
        hold(other.replace(name, lost.name()));
    }

    /** Signs with a key for one algorithm as another one of its family has it, which no real custody would. */
    public Base64URL signAs(JWSAlgorithm algorithm, SigningKey key, byte[] signingInput) {
        LocalKey local = find(key);
        try {
            return made.computeIfAbsent(local, it -> signers.of(it.privateJwk()))
                    .sign(new JWSHeader(algorithm), signingInput);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized LocalKey find(SigningKey key) {
        return held.stream()
                .filter(it -> it.key().kid().equals(key.kid()))
                .findFirst()
                .orElseThrow(() -> new SigningUnavailable(Reason.KEY_MISSING, "no key " + key.kid()));
    }

    private void hold(String set) {
        json = set;
        held = LocalKeys.parse(set);
    }

    private void requireThere(JWSAlgorithm algorithm) {
        Reason reason = trouble;
        if (reason != null && (troubled == null || algorithm.equals(troubled))) {
            refusals.incrementAndGet();
            throw new SigningUnavailable(reason, "away");
        }
    }
}
