package com.hubify.identity.resource.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Sha256;
import java.nio.ByteBuffer;

/**
 * A lineage in the few bytes that a cached credential can afford: when it was issued, and 63 bits of SHA-256 for each
 * ancestor. Two ancestors that share their 63 bits are taken for one, so a collision can only refuse.
 */
public final class LineageDigest {

    private final long issuedAt;
    private final long[] ancestors;
    private final boolean isFixed;

    private LineageDigest(Lineage lineage, boolean isFixed) {
        this.issuedAt = lineage.issuedAt().getEpochSecond();
        this.ancestors =
                lineage.ancestors().stream().mapToLong(LineageDigest::of).toArray();
        this.isFixed = isFixed;
    }

    /** Of an API key, about which the issuer can be asked again when it changes. */
    public static LineageDigest of(Lineage lineage) {
        return new LineageDigest(lineage, false);
    }

    /**
     * Of a signed token, whose claims stay as they are. Attack: narrow a leaked key, and go on with the wider token that it
     * was exchanged for. So a change of the key ends it.
     */
    public static LineageDigest ofToken(Lineage lineage) {
        return new LineageDigest(lineage, true);
    }

    /** The 64 bits that stand for an ancestor. The zero byte keeps kind and id apart, whatever the id holds. */
    public static long of(Ancestor ancestor) {
        long digest = ByteBuffer.wrap(Sha256.of(ancestor.kind().word() + '\0' + ancestor.id()))
                .getLong();
        return ancestor.kind() == Ancestor.Kind.KEY_STATE ? digest | 1 : digest & ~1;
    }

    /** Whether the revocation of this ancestor has the issuer asked again, as that of a key's state does, and does not refuse. */
    boolean isOutdatedBy(int index) {
        return !isFixed && isState(ancestors[index]);
    }

    /** Whether a digest stands for the state of a key. */
    static boolean isState(long digest) {
        return (digest & 1) == 1;
    }

    /** Seconds since 1970, as the credential says it. */
    public long issuedAt() {
        return issuedAt;
    }

    int size() {
        return ancestors.length;
    }

    long ancestor(int index) {
        return ancestors[index];
    }
}
