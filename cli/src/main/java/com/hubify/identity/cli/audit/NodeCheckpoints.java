package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.audit.Finding.What;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoints of one node, in the order of the file: numbered without gaps, each with the hash of the one before. */
final class NodeCheckpoints {

    private final Findings findings;
    private final Map<Long, String> hashes = new HashMap<>();
    private @Nullable Checkpoint last;
    private long first;

    NodeCheckpoints(Findings findings) {
        this.findings = findings;
    }

    /**
     * The same one may come again: Redis stored it, and its answer got lost; or another file of the same trail has it, too.
     *
     * @return what of it has to be kept; empty if it came before
     */
    Optional<Checkpoint> add(Checkpoint checkpoint) {
        return checkpoint.hash().equals(hashes.get(checkpoint.number()))
                ? Optional.empty()
                : Optional.of(addNew(checkpoint));
    }

    private Checkpoint addNew(Checkpoint checkpoint) {
        Checkpoint before = last;
        if (before != null && checkpoint.number() <= before.number()) {
            found(What.CHECKPOINT_CONTRADICTS, checkpoint, "stands behind checkpoint " + before.number() + ".");
            return checkpoint;
        }
        hashes.put(checkpoint.number(), checkpoint.hash());
        last = checkpoint;
        if (before == null) {
            first = checkpoint.number();
            return checkpoint;
        }
        if (checkpoint.follows(before)) {
            return checkpoint.since(before);
        }
        if (checkpoint.number() > before.number() + 1) {
            found(What.CHECKPOINT_MISSING, checkpoint, "follows " + before.number() + ": those between are not there.");
        } else {
            found(
                    What.CHECKPOINT_CONTRADICTS,
                    checkpoint,
                    "was made after another checkpoint " + before.number() + ".");
        }
        return checkpoint;
    }

    private void found(What what, Checkpoint checkpoint, String how) {
        findings.add(
                what,
                checkpoint.place().file().name(),
                checkpoint.place().line(),
                "Checkpoint " + checkpoint.number() + " of node " + checkpoint.node() + " " + how);
    }

    Checkpoint last() {
        return Objects.requireNonNull(last);
    }

    /** Whether its first ones are not there, which prove nothing that later ones don't. */
    boolean isTrimmed() {
        return first > 1;
    }

    /** Whether the one with this number, if it is still there, has this hash. */
    boolean agreesWith(long number, String hash) {
        String known = hashes.get(number);
        return known == null || known.equals(hash);
    }

    long count() {
        return hashes.size();
    }
}
