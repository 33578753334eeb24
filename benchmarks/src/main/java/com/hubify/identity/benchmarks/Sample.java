package com.hubify.identity.benchmarks;

import java.util.Arrays;

/** Measured values in ascending order. */
public final class Sample {

    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * The sample of these values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Sample of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    /** The smallest value that is not exceeded by the given share (0 to 1) of all: no value in between is made up. */
    public double percentile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    public double median() {
        return percentile(0.5);
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public int size() {
        return sorted.length;
    }

    /** How many values are above the bound. */
    public long above(double bound) {
        return Arrays.stream(sorted).filter(value -> value > bound).count();
    }

    /** Median and, in brackets, the smallest and the largest value. */
    public String spread(int decimals) {
        return Report.number(median(), decimals) + " (" + Report.number(min(), decimals) + " – "
                + Report.number(max(), decimals) + ")";
    }
}
