package com.hubify.identity.cli.audit;

import java.util.ArrayList;
import java.util.List;

/** What was found, in order; the first thousand in full. Not safe for concurrent use. */
final class Findings {

    /** As many are kept: a file in which every line is wrong must not need more memory. */
    static final int MOST_LISTED = 1000;

    private final List<Finding> listed = new ArrayList<>();
    private long count;

    void add(Finding.What what, String file, long line, String message) {
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Finding(what, file, line, message));
        }
    }

    /**
     * Adds what a step from one record to the next shows, if it is not what it should be.
     *
     * @param last ends with the record before, which is the changed one if the hash that is named isn't its own
     */
    void judge(ChainPart.Step step, ChainId chain, ChainPart last, String file, long line, long seq) {
        long lastSeq = last.lastSeq();
        switch (step) {
            case NEXT -> {}
            case CHANGED ->
                add(
                        Finding.What.CHANGED,
                        last.lastFile(),
                        last.lastLine(),
                        "Record " + lastSeq + " of chain " + chain + " is not the one that record " + seq
                                + " follows.");
            case GAP ->
                add(
                        Finding.What.MISSING,
                        file,
                        line,
                        "Before this record of chain " + chain + ", "
                                + (seq == lastSeq + 2
                                        ? "record " + (seq - 1) + " is"
                                        : "records " + (lastSeq + 1) + " to " + (seq - 1) + " are")
                                + " not there.");
            case BACK ->
                add(
                        Finding.What.OUT_OF_ORDER,
                        file,
                        line,
                        "Record " + seq + " of chain " + chain + " stands behind record " + lastSeq + ".");
        }
    }

    /** Takes those of a part of a file, whose lines are counted from the part's beginning. */
    void addAll(Findings part, long linesBefore) {
        part.listed.forEach(each -> {
            if (listed.size() < MOST_LISTED) {
                listed.add(new Finding(each.what(), each.file(), each.line() + linesBefore, each.message()));
            }
        });
        count += part.count;
    }

    List<Finding> listed() {
        return List.copyOf(listed);
    }

    long count() {
        return count;
    }
}
