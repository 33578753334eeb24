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

    private LineageDigest(long issuedAt, long[] ancestors) {
        this.issuedAt = issuedAt;
        this.ancestors = ancestors;
    }

    public static LineageDigest of(Lineage lineage) {
        long[] ancestors =
                lineage.ancestors().stream().mapToLong(LineageDigest::of).toArray();
        return new LineageDigest(lineage.issuedAt().getEpochSecond(), ancestors);
    }

    /** The 64 bits that stand for an ancestor. The zero byte keeps kind and id apart, whatever the id holds. */
    public static long of(Ancestor ancestor) {
        long digest = ByteBuffer.wrap(Sha256.of(ancestor.kind().word() + '\0' + ancestor.id()))
                .getLong();
        return ancestor.kind() == Ancestor.Kind.KEY_STATE ? digest | 1 : digest & ~1;
    }

    /** Whether a digest stands for a state, whose revocation has the issuer asked again. That of any other ancestor refuses. */
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
