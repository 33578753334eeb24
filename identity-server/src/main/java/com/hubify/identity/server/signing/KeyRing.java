package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All versions of all keys, and what was decided about them. Everything else follows from the time: whoever holds the same
 * ring and has about the same clock signs with the same version and publishes the same set, without a word to anybody.
 *
 * @param versions in the order in which they came to be known
 */
record KeyRing(List<KeyVersion> versions) {

    static final KeyRing EMPTY = new KeyRing(List.of());

    private static final Comparator<KeyVersion> BY_USE = Comparator.comparing(KeyVersion::activeFrom)
            .thenComparing(version -> version.key().version());

    KeyRing {
        versions = List.copyOf(versions);
    }

    Optional<KeyVersion> find(String kid) {
        return versions.stream().filter(version -> version.kid().equals(kid)).findFirst();
    }

    /**
     * The version that signs now. If no version's time has come, it is the one whose time comes first: a node whose clock
     * lags behind the one that decided must not stop signing.
     */
    Optional<KeyVersion> active(JWSAlgorithm algorithm, Instant now) {
        return of(algorithm)
                .filter(version -> !version.isCompromised() && state(version, now, Duration.ZERO) == KeyState.ACTIVE)
                .max(BY_USE)
                .or(() -> next(algorithm, now));
    }

    /** The version that will sign next, if one is announced. */
    Optional<KeyVersion> next(JWSAlgorithm algorithm, Instant now) {
        return of(algorithm)
                .filter(version -> !version.isCompromised() && state(version, now, Duration.ZERO) == KeyState.ANNOUNCED)
                .min(BY_USE);
    }

    /** Every version whose tokens are good, newest first. */
    List<KeyVersion> published(Instant now, Duration retire) {
        return versions.stream()
                .filter(version -> !version.isCompromised() && state(version, now, retire) != KeyState.GONE)
                .sorted(Comparator.comparing(
                                (KeyVersion version) -> version.key().name())
                        .thenComparing(version -> version.key().version(), Comparator.reverseOrder()))
                .toList();
    }

    KeyState state(KeyVersion version, Instant now, Duration retire) {
        Instant retired = retiredAt(version);
        if (retired == null || retired.isAfter(now)) {
            return version.activeFrom().isAfter(now) ? KeyState.ANNOUNCED : KeyState.ACTIVE;
        }
        return retired.plus(retire).isAfter(now) ? KeyState.RETIRED : KeyState.GONE;
    }

    /** From when on the version signs no more; null if nothing is to take its place. */
    @Nullable
    Instant retiredAt(KeyVersion version) {
        return Stream.concat(
                        Stream.ofNullable(version.compromised()),
                        of(version.algorithm())
                                .filter(other -> BY_USE.compare(other, version) > 0 && comesIntoUse(other))
                                .map(KeyVersion::activeFrom))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether it is time to make the successor of the algorithm's newest version. */
    boolean isDueForRotation(JWSAlgorithm algorithm, Instant now, RotationPolicy policy) {
        boolean successorIsThere = next(algorithm, now).isPresent();
        return !successorIsThere
                && active(algorithm, now)
                        .filter(version -> !version.activeFrom()
                                .plus(policy.period())
                                .minus(policy.announce())
                                .isAfter(now))
                        .isPresent();
    }

    /** The next moment at which something changes by itself; empty if nothing does. */
    Optional<Instant> nextChange(Instant now, Duration retire) {
        return versions.stream()
                .flatMap(version -> Stream.of(version.activeFrom(), endOf(version, retire)))
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    KeyRing with(KeyVersion version) {
        List<KeyVersion> all = new ArrayList<>(versions);
        all.add(version);
        return new KeyRing(all);
    }

    /**
     * Marks a version: it signs no more, and nothing it signed is good. If it was the active one, the one announced takes
     * its place at once.
     */
    KeyRing compromised(String kid, Instant now) {
        KeyRing marked = replace(kid, version -> version.compromised(now));
        return find(kid)
                .map(KeyVersion::algorithm)
                .flatMap(algorithm -> marked.active(algorithm, now))
                .map(successor -> marked.replace(successor.kid(), version -> version.active(now)))
                .orElse(marked);
    }

    /** Without the versions whose time is over. */
    KeyRing withoutGone(Instant now, Duration retire) {
        return new KeyRing(versions.stream()
                .filter(version -> state(version, now, retire) != KeyState.GONE)
                .toList());
    }

    Stream<KeyVersion> of(JWSAlgorithm algorithm) {
        return versions.stream().filter(version -> version.algorithm().equals(algorithm));
    }

    private Instant endOf(KeyVersion version, Duration retire) {
        Instant retired = retiredAt(version);
        return retired == null ? Instant.MAX : retired.plus(retire);
    }

    private KeyRing replace(String kid, UnaryOperator<KeyVersion> change) {
        return new KeyRing(versions.stream()
                .map(version -> version.kid().equals(kid) ? change.apply(version) : version)
                .toList());
    }

    // One that was compromised before its time never takes another's place.
    private static boolean comesIntoUse(KeyVersion version) {
        return !version.isCompromised()
                || Objects.requireNonNull(version.compromised()).isAfter(version.activeFrom());
    }
}
