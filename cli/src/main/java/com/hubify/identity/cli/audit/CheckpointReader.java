package com.hubify.identity.cli.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads the lines with which an export begins: checkpoints, up to the first line that is none. */
final class CheckpointReader {

    private static final byte[] BEGIN = "{\"checkpoint\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final AuditFile file;
    private final Findings findings;
    private final Consumer<Checkpoint> checkpoints;
    private final RecordHash hash = new RecordHash();
    private final byte[] buffer = new byte[2 * AuditFile.LONGEST_LINE];
    private long position;
    private long lines;

    CheckpointReader(AuditFile file, Findings findings, Consumer<Checkpoint> checkpoints) {
        this.file = file;
        this.findings = findings;
        this.checkpoints = checkpoints;
    }

    /** Where records begin. */
    record Rest(AuditFile file, long position, long linesBefore) {}

    Rest read() {
        while (true) {
            int length = file.read(buffer, 0, position, buffer.length);
            int used = 0;
            int end;
            while ((end = Bytes.indexOf(buffer, (byte) '\n', used, length)) >= 0) {
                if (!isCheckpoint(buffer, used, end)) {
                    return new Rest(file, position + used, lines);
                }
                take(used, end);
                used = end + 1;
            }
            position += used;
            if (used == 0) {
                if (length == buffer.length) {
                    throw file.tooLong(position);
                }
                // Nothing is left, or a line without an end, which those who read the records find.
                return new Rest(file, position, lines);
            }
        }
    }

    static boolean isCheckpoint(byte[] bytes, int start, int end) {
        return Bytes.startWith(bytes, start, end, BEGIN);
    }

    private void take(int start, int end) {
        lines++;
        int from = start + BEGIN.length;
        int length = end - END.length - from;
        if (length < 0 || !Arrays.equals(buffer, end - END.length, end, END, 0, END.length)) {
            notOne();
            return;
        }
        String compact = new String(buffer, from, length, StandardCharsets.ISO_8859_1);
        Checkpoint.parse(compact, new Checkpoint.Place(file, lines, position + from, length), hash)
                .ifPresentOrElse(checkpoints, this::notOne);
    }

    private void notOne() {
        findings.add(
                Finding.What.UNTRUSTED_CHECKPOINT, file.name(), lines, "This is not a checkpoint of an audit trail.");
    }

    /** The compact JWS at a place. */
    static String compact(Checkpoint.Place place) {
        byte[] bytes = new byte[place.length()];
        place.file().read(bytes, 0, place.position(), bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
