package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that an untouched trail would not have.
 *
 * @param file name of the file; empty where it is about all of them
 * @param line number of the line, from 1; 0 where it is about what is not there
 */
public record Finding(What what, String file, long line, String message) {

    /** Kinds of findings, as programs see them in lower case. */
    public enum What {
        /** A record is not the one that its successor, or a checkpoint, was made for. */
        CHANGED,
        /** Records between two others are not there. */
        MISSING,
        /** A record stands where it doesn't belong, or is there twice. */
        OUT_OF_ORDER,
        /** The first records of a chain are not there, and no checkpoint says that they were trimmed. */
        BEGINNING_MISSING,
        /** The last records of a chain are not there, though a checkpoint counted them. */
        END_MISSING,
        /** Records that no checkpoint counted, though it should have. */
        NOT_COUNTED,
        /** A line is no record and no checkpoint, or stands at the wrong place. */
        NOT_A_RECORD,
        /** A file ends in the middle of a line. */
        CUT_OFF,
        /** A checkpoint is not signed by a known key, nor named by one that is. */
        UNTRUSTED_CHECKPOINT,
        /** A checkpoint is not there, though another one names it or follows it. */
        CHECKPOINT_MISSING,
        /** A checkpoint contradicts another one. */
        CHECKPOINT_CONTRADICTS,
        /** There is none that can be trusted, so nothing is proved. */
        NO_CHECKPOINT,
        /** The last checkpoint is older than was asked for. */
        TOO_OLD
    }

    /** Whether what it lacks is proof, as with keys of another time, and not a record or checkpoint that was there. */
    boolean isOfProof() {
        return what == What.TOO_OLD || what == What.UNTRUSTED_CHECKPOINT || what == What.NO_CHECKPOINT;
    }

    private String word() {
        return what.name().toLowerCase(Locale.ROOT);
    }

    ObjectNode json() {
        ObjectNode json = Json.newObject().put("what", word());
        if (!file.isEmpty()) {
            json.put("file", SafeText.withoutKeys(file));
        }
        if (line > 0) {
            json.put("line", line);
        }
        return json.put("message", message);
    }

    /** As compilers write it: file, line, the kind's word, message. */
    @Override
    public String toString() {
        String place = file.isEmpty() ? "" : file + ":" + (line > 0 ? line + ":" : "") + " ";
        return SafeText.line(place + word() + ": " + message);
    }
}
