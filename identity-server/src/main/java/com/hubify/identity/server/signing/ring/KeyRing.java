package com.hubify.identity.server.signing.ring;

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
 * All versions of all keys, with the decisions about them. Their states follow from the time alone: nodes with the same
 * ring and roughly equal clocks sign with the same version and publish the same set without further coordination.
 *
 * @param versions in the order in which they were added
 */
public record KeyRing(List<KeyVersion> versions) {

    public static final KeyRing EMPTY = new KeyRing(List.of());

    private static final Comparator<KeyVersion> BY_USE = Comparator.comparing(KeyVersion::activeFrom)
            .thenComparing(version -> version.key().version());

    public KeyRing {
        versions = List.copyOf(versions);
    }

    public Optional<KeyVersion> find(String kid) {
        return versions.stream().filter(version -> version.kid().equals(kid)).findFirst();
    }

    public boolean isCompromised(String kid) {
        return find(kid).filter(KeyVersion::isCompromised).isPresent();
    }

    /**
     * The version that signs now. Before any is active, the one that becomes active first: a node whose clock is behind
     * must not stop signing.
     */
    public Optional<KeyVersion> active(JWSAlgorithm algorithm, Instant now) {
        return of(algorithm)
                .filter(version -> !version.isCompromised() && state(version, now, Duration.ZERO) == KeyState.ACTIVE)
                .max(BY_USE)
                .or(() -> next(algorithm, now));
    }

    /** The version that will sign next; empty if none is announced. */
    Optional<KeyVersion> next(JWSAlgorithm algorithm, Instant now) {
        return of(algorithm)
                .filter(version -> !version.isCompromised() && state(version, now, Duration.ZERO) == KeyState.ANNOUNCED)
                .min(BY_USE);
    }

    /** Every version whose tokens are valid, newest first. */
    public List<KeyVersion> published(Instant now, Duration retire) {
        return versions.stream()
                .filter(version -> !version.isCompromised() && state(version, now, retire) != KeyState.GONE)
                .sorted(Comparator.comparing(
                                (KeyVersion version) -> version.key().name())
                        .thenComparing(version -> version.key().version(), Comparator.reverseOrder()))
                .toList();
    }

    public KeyState state(KeyVersion version, Instant now, Duration retire) {
        Instant retired = retiredAt(version);
        if (retired == null || retired.isAfter(now)) {
            return version.activeFrom().isAfter(now) ? KeyState.ANNOUNCED : KeyState.ACTIVE;
        }
        return retired.plus(retire).isAfter(now) ? KeyState.RETIRED : KeyState.GONE;
    }

    /** From when on the version no longer signs; null if it has no successor yet. */
    @Nullable
    public Instant retiredAt(KeyVersion version) {
        return Stream.concat(
                        Stream.ofNullable(version.compromised()),
                        of(version.algorithm())
                                .filter(other -> follows(other, version) || overtakes(other, version))
                                .map(KeyVersion::activeFrom))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether a successor is to be created now. */
    public boolean isDueForRotation(JWSAlgorithm algorithm, Instant now, RotationPolicy policy) {
        boolean successorIsThere = next(algorithm, now).isPresent();
        return !successorIsThere
                && active(algorithm, now)
                        .filter(version -> !version.activeFrom()
                                .plus(policy.period())
                                .minus(policy.announce())
                                .isAfter(now))
                        .isPresent();
    }

    /** The next moment at which a state changes; empty if none does. */
    public Optional<Instant> nextChange(Instant now, Duration retire) {
        return versions.stream()
                .flatMap(version -> Stream.of(version.activeFrom(), endOf(version, retire)))
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    public KeyRing with(KeyVersion version) {
        List<KeyVersion> all = new ArrayList<>(versions);
        all.add(version);
        return new KeyRing(all);
    }

    /**
     * Marks a version as compromised: it no longer signs, and nothing it signed is valid. A later version that is
     * already announced signs immediately, so that the private key can be destroyed: a key store destroys all versions
     * up to a given one.
     */
    public KeyRing compromised(String kid, Instant now) {
        KeyRing marked = replace(kid, version -> version.compromised(now));
        return find(kid)
                .flatMap(ended -> marked.heir(ended).or(() -> marked.active(ended.algorithm(), now)))
                .map(heir -> marked.replace(heir.kid(), version -> version.active(now)))
                .orElse(marked);
    }

    /**
     * Whether a new version is needed immediately: no version may sign, or none that is newer than a compromised one,
     * which can therefore not be destroyed.
     */
    public boolean lacksHeir(JWSAlgorithm algorithm, Instant now) {
        Optional<KeyVersion> active = active(algorithm, now);
        return of(algorithm).findAny().isPresent()
                && (active.isEmpty()
                        || of(algorithm)
                                .anyMatch(version -> version.isCompromised()
                                        && isOfSameKey(version, active.get())
                                        && heir(version).isEmpty()));
    }

    /** Without the versions whose time is over. A compromised version stays until its private key can be destroyed. */
    public KeyRing withoutGone(Instant now, Duration retire) {
        return new KeyRing(versions.stream()
                .filter(version -> !isForgettable(version, now, retire))
                .toList());
    }

    /**
     * This ring merged with another. Decisions are never reversed, so the order of merging does not matter.
     *
     * <p>Threat: Redis loses its latest writes, or all of them, and a compromised version would be published and sign
     * again.
     */
    public KeyRing joined(KeyRing before, Instant now, Duration retire) {
        List<KeyVersion> all = new ArrayList<>();
        versions.forEach(version -> all.add(before.find(version.kid())
                .filter(known -> known.key().equals(version.key()))
                .map(version::joined)
                .orElse(version)));
        before.versions().stream().filter(known -> find(known.kid()).isEmpty()).forEach(all::add);
        KeyRing both = new KeyRing(all);
        return new KeyRing(all.stream()
                .filter(version -> find(version.kid()).isPresent() || !both.isForgettable(version, now, retire))
                .toList());
    }

    public Stream<KeyVersion> of(JWSAlgorithm algorithm) {
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

    private boolean isForgettable(KeyVersion version, Instant now, Duration retire) {
        return state(version, now, retire) == KeyState.GONE
                && (!version.isCompromised()
                        || heir(version)
                                .filter(heir -> !heir.activeFrom().isAfter(now))
                                .isPresent());
    }

    // The next version above it that is not compromised.
    private Optional<KeyVersion> heir(KeyVersion ended) {
        return of(ended.algorithm())
                .filter(other -> !other.isCompromised() && isAbove(other, ended))
                .min(BY_USE);
    }

    private boolean follows(KeyVersion other, KeyVersion version) {
        return BY_USE.compare(other, version) > 0
                && comesIntoUse(other)
                && of(other.algorithm()).noneMatch(third -> overtakes(third, other));
    }

    // A version that is still announced while a higher one signs will never sign: it may be destroyed with the
    // older ones.
    private static boolean overtakes(KeyVersion other, KeyVersion version) {
        return isAbove(other, version) && !other.activeFrom().isAfter(version.activeFrom());
    }

    private static boolean isAbove(KeyVersion other, KeyVersion version) {
        return isOfSameKey(other, version)
                && other.key().version() > version.key().version();
    }

    private static boolean isOfSameKey(KeyVersion one, KeyVersion other) {
        return one.key().name().equals(other.key().name());
    }

    // A version that was compromised before it became active never becomes active.
    private static boolean comesIntoUse(KeyVersion version) {
        return !version.isCompromised()
                || Objects.requireNonNull(version.compromised()).isAfter(version.activeFrom());
    }
}
