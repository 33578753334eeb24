package com.hubify.identity.cli.apikey.scan;

/** Counts lines up to an index of a buffer whose content moves on. */
final class Lines {

    private long line;
    /** How many bytes lie between the beginning of the line and what was counted. */
    private long sinceLineStart;

    private int counted;

    void restart() {
        line = 1;
        sinceLineStart = 0;
        counted = 0;
    }

    /** The line of what was counted last, from 1. */
    long line() {
        return line;
    }

    /** The character in that line, from 1. */
    long column(KeyEncoding encoding) {
        return encoding.characters(sinceLineStart) + 1;
    }

    /** Counts up to the index, without it. What was counted already is not counted again. */
    void countTo(byte[] buffer, int index) {
        if (index <= counted) {
            return;
        }
        int breaks = 0;
        for (int i = counted; i < index; i++) {
            breaks += buffer[i] == '\n' ? 1 : 0;
        }
        line += breaks;
        sinceLineStart = breaks == 0 ? sinceLineStart + index - counted : sinceLastBreak(buffer, index);
        counted = index;
    }

    private static long sinceLastBreak(byte[] buffer, int index) {
        int start = index;
        while (buffer[start - 1] != '\n') {
            start--;
        }
        return (long) index - start;
    }

    /** Says that the buffer now begins at what was the index. */
    void moveBack(int index) {
        counted -= index;
    }
}
