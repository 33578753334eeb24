package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.audit.ChainPart.Step;
import com.hubify.identity.cli.audit.Finding.What;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks one part of a file after the other. Each thread has its own. */
final class FilePartReader {

    /** In bytes: some ten thousand records. */
    static final int PART = 4 << 20;

    private static final int USUAL_LINE = 8192;

    private final Checkpoints checkpoints;
    private final int size;
    private final byte[] buffer;
    private final byte[] hash = new byte[RecordHash.LENGTH];
    private final RecordHash hashing = new RecordHash();
    private final RecordLine line = new RecordLine();
    private FilePart part = new FilePart();
    private String file = "";
    private @Nullable ChainId chain;
    private @Nullable ChainPart records;
    private ChainHeads heads = ChainHeads.NONE;

    FilePartReader(Checkpoints checkpoints, int size) {
        this.checkpoints = checkpoints;
        this.size = size;
        this.buffer = new byte[size + 1 + AuditFile.LONGEST_LINE];
    }

    /**
     * Checks the lines that begin in a part of the file.
     *
     * @param begin where the first line of all begins
     * @param start where the part begins, which may be within a line
     */
    FilePart read(AuditFile from, long begin, long start) {
        part = new FilePart();
        file = from.name();
        chain = null;
        records = null;
        // One byte more tells whether a line begins right there.
        long base = start == begin ? start : start - 1;
        int length = from.read(buffer, 0, base, (int) (start + size - base));
        int next = start == begin ? 0 : Bytes.indexOf(buffer, (byte) '\n', 0, length) + 1;
        if (start != begin && next == 0) {
            return part;
        }
        int end;
        while ((end = Bytes.indexOf(buffer, (byte) '\n', next, length)) >= 0) {
            take(next, end);
            next = end + 1;
        }
        if (next < length) {
            takeLast(from, base, next, length);
        }
        return part;
    }

    /** The line that goes on behind the part. */
    private void takeLast(AuditFile from, long base, int start, int length) {
        int all = length + from.read(buffer, length, base + length, USUAL_LINE);
        int end = Bytes.indexOf(buffer, (byte) '\n', length, all);
        if (end < 0 && all == length + USUAL_LINE) {
            all += from.read(buffer, all, base + all, buffer.length - all);
            end = Bytes.indexOf(buffer, (byte) '\n', length, all);
        }
        if (end >= 0) {
            take(start, end);
        } else if (base + all == from.size()) {
            part.lines++;
            found(What.CUT_OFF, "The file ends within this line, so the export is not whole.");
        } else {
            throw from.tooLong(base + start);
        }
    }

    private void take(int start, int end) {
        part.lines++;
        if (!line.read(buffer, start, end)) {
            found(
                    What.NOT_A_RECORD,
                    CheckpointReader.isCheckpoint(buffer, start, end)
                            ? "A checkpoint stands behind records; in an export all come before them."
                            : "This is not a record of an audit trail.");
        } else if (!Bytes.areText(buffer, start, end)) {
            found(What.NOT_A_RECORD, "This is not UTF-8.");
        } else if (line.isChained()) {
            takeRecord(start, end);
        } else {
            takeUnchained();
        }
    }

    private void takeUnchained() {
        part.unchained++;
        Instant at = line.at().orElse(Instant.MAX);
        if (part.lastUnchained == null || at.isAfter(part.lastUnchained)) {
            part.lastUnchained = at;
        }
    }

    private void takeRecord(int start, int end) {
        hashing.compute(buffer, start, end, hash);
        long seq = line.seq();
        ChainPart into = chainPart(seq);
        if (into.records() > 0) {
            Step step = into.step(seq, buffer, line.previous());
            part.findings.judge(step, line.chain(), into, file, part.lines, seq);
            if (step == Step.BACK) {
                return;
            }
        }
        if (!line.isInStream(into.stream)) {
            found(What.CHANGED, "The record names another stream than its chain's.");
        }
        into.goTo(seq, file, part.lines, hash);
        meetHead(into, seq);
    }

    private ChainPart chainPart(long seq) {
        ChainPart current = records;
        if (current != null && chain != null && line.isOf(chain)) {
            return current;
        }
        ChainId id = line.chain();
        ChainHeads said = checkpoints.heads(id);
        ChainPart found = part.chains.get(id);
        if (found == null) {
            int previous = line.previous();
            found = new ChainPart(
                    line.stream(),
                    seq,
                    part.lines,
                    previous < 0 ? null : Arrays.copyOfRange(buffer, previous, previous + RecordHash.LENGTH));
            found.nextHead = said.indexFrom(seq);
            part.chains.put(id, found);
        }
        chain = id;
        records = found;
        heads = said;
        return found;
    }

    private void meetHead(ChainPart into, long seq) {
        if (seq > heads.last()) {
            into.notCounted(into.hasNotCounted() ? Optional.empty() : line.at());
            return;
        }
        while (heads.seq(into.nextHead) < seq) {
            into.nextHead++;
        }
        if (heads.seq(into.nextHead) == seq) {
            if (!heads.isHash(into.nextHead, hash)) {
                found(
                        What.CHANGED,
                        "Record " + seq + " of chain " + chain + " is not the one that a checkpoint names.");
            }
            into.nextHead++;
        }
    }

    private void found(What what, String message) {
        part.findings.add(what, file, part.lines, message);
    }
}
