package com.hubify.identity.cli.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one chain in one part of a file, or in all files so far. */
final class ChainPart {

    final byte[] stream;
    final long firstSeq;
    final long firstLine;
    final byte @Nullable [] firstPrevious;

    private final byte[] lastHash = new byte[RecordHash.LENGTH];
    private long lastSeq;
    private String lastFile = "";
    private long lastLine;
    private long records;
    private long notCounted;
    private @Nullable Instant firstNotCounted;

    /** Index of the next head that has to be met. */
    int nextHead;

    ChainPart(byte[] stream, long seq, long line, byte @Nullable [] previous) {
        this.stream = stream;
        this.firstSeq = seq;
        this.firstLine = line;
        this.firstPrevious = previous;
        this.lastSeq = seq - 1;
    }

    /** How a record stands to the last one of this part. */
    enum Step {
        NEXT,
        CHANGED,
        GAP,
        BACK
    }

    /**
     * Judges the record that comes next.
     *
     * @param previous holds the hash of the record before, at the offset; a negative offset if it names none
     */
    Step step(long seq, byte[] previous, int offset) {
        if (seq <= lastSeq) {
            return Step.BACK;
        }
        if (seq > lastSeq + 1) {
            return Step.GAP;
        }
        boolean isLinked = offset >= 0
                && Arrays.equals(previous, offset, offset + RecordHash.LENGTH, lastHash, 0, RecordHash.LENGTH);
        return isLinked ? Step.NEXT : Step.CHANGED;
    }

    /** Goes on to a record. */
    void goTo(long seq, String file, long line, byte[] hash) {
        System.arraycopy(hash, 0, lastHash, 0, RecordHash.LENGTH);
        lastSeq = seq;
        lastFile = file;
        lastLine = line;
        records++;
    }

    /** Goes on to the end of the part that follows. */
    void goThrough(ChainPart next, long linesBefore) {
        if (next.lastSeq > lastSeq) {
            System.arraycopy(next.lastHash, 0, lastHash, 0, RecordHash.LENGTH);
            lastSeq = next.lastSeq;
            lastFile = next.lastFile;
            lastLine = next.lastLine + linesBefore;
        }
        records += next.records;
        notCounted += next.notCounted;
        if (firstNotCounted == null) {
            firstNotCounted = next.firstNotCounted;
        }
    }

    /** One that is beyond the last checkpoint of the chain. */
    void notCounted(Optional<Instant> at) {
        notCounted++;
        if (firstNotCounted == null) {
            firstNotCounted = at.orElse(Instant.MIN);
        }
    }

    boolean hasNotCounted() {
        return notCounted > 0;
    }

    long lastSeq() {
        return lastSeq;
    }

    String lastFile() {
        return lastFile;
    }

    long lastLine() {
        return lastLine;
    }

    long records() {
        return records;
    }

    long notCounted() {
        return notCounted;
    }

    /** When the first one that no checkpoint counted happened; null if all were counted. */
    @Nullable
    Instant firstNotCounted() {
        return firstNotCounted;
    }
}
