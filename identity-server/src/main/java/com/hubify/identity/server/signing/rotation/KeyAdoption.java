package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds versions to the ring that exist in the custody but not in the ring: those of the first start, one that an
 * operator created manually, and one whose node crashed before it had written the ring.
 */
final class KeyAdoption {

    private final RotationPolicy policy;

    KeyAdoption(RotationPolicy policy) {
        this.policy = policy;
    }

    /**
     * The ring with the missing versions added.
     *
     * @param kept all of the algorithm's versions that can sign, oldest first
     * @throws SigningUnavailable if one of them isn't the key that was published under its id
     */
    KeyRing adopt(KeyRing ring, JWSAlgorithm algorithm, List<KeyMaterial> kept, Instant now) {
        kept.forEach(found -> refuseIfReplaced(ring, found));
        if (ring.of(algorithm).findAny().isEmpty()) {
            return reconstructed(ring, kept, now);
        }
        Optional<KeyMaterial> newest =
                kept.stream().filter(found -> isNew(ring, found)).reduce((older, newer) -> newer);
        return newest.map(found ->
                        ring.with(KeyVersion.announced(found.key(), now, firstUse(ring, algorithm, kept, now))))
                .orElse(ring);
    }

    // If no other version can sign until then, a new one signs before verifiers have it.
    private Instant firstUse(KeyRing ring, JWSAlgorithm algorithm, List<KeyMaterial> kept, Instant now) {
        Set<String> usable = kept.stream().map(found -> found.key().kid()).collect(Collectors.toSet());
        boolean canWait = ring.active(algorithm, now)
                .filter(version -> usable.contains(version.kid()))
                .isPresent();
        return canWait ? now.plus(policy.announce()) : now;
    }

    /**
     * A ring for keys that are in no ring: the first start, or Redis has lost its data. Verifiers may have cached what
     * was published before, so a version counts as announced since its creation, and the oldest as active since then.
     */
    private KeyRing reconstructed(KeyRing ring, List<KeyMaterial> kept, Instant now) {
        KeyRing all = ring;
        for (KeyMaterial found : kept) {
            Instant created = found.created().isBefore(now) ? found.created() : now;
            boolean oldest = found == kept.get(0);
            Instant first = oldest ? created : created.plus(policy.announce());
            all = all.with(new KeyVersion(found.key(), created, first, null));
        }
        return all;
    }

    // Older versions were in the ring before, and their time is over.
    private static boolean isNew(KeyRing ring, KeyMaterial found) {
        return ring.versions().stream()
                .filter(version -> version.key().name().equals(found.key().name()))
                .allMatch(version -> version.key().version() < found.key().version());
    }

    // Verifiers have cached the old key under this id and would refuse every new token.
    private static void refuseIfReplaced(KeyRing ring, KeyMaterial found) {
        ring.find(found.key().kid())
                .filter(known -> !known.key()
                        .publicJwk()
                        .getRequiredParams()
                        .equals(found.key().publicJwk().getRequiredParams()))
                .ifPresent(known -> {
                    throw new SigningUnavailable(
                            Reason.KEY_MISSING,
                            known.kid()
                                    + " is not the key that was published under this id: it was deleted and created again."
                                    + " Restore the old key, or create one under another name and configure that");
                });
    }
}
