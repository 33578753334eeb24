package com.hubify.identity.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the known words most similar to a misspelt one, for "did you mean". */
public final class Spelling {

    /** Longer texts get no suggestions: the cost of a comparison grows with the square of their length. */
    private static final int MAX_LENGTH = 200;

    private Spelling() {}

    /**
     * The words at the smallest edit distance from the text. A word qualifies within a distance of a quarter of the
     * text's length, at least 1 and at most 3. Empty if none does or if the text is longer than 200 characters.
     */
    public static List<String> nearest(String text, Collection<String> words) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return List.of();
        }
        int slips = Math.max(1, Math.min(3, text.length() / 4));
        List<Candidate> near = words.stream()
                .map(word -> new Candidate(word, distance(text, word)))
                .filter(candidate -> candidate.distance <= slips)
                .sorted(Comparator.comparingInt(Candidate::distance))
                .toList();
        return near.stream()
                .filter(candidate -> candidate.distance == near.get(0).distance)
                .map(Candidate::word)
                .toList();
    }

    private record Candidate(String word, int distance) {}

    /**
     * The edit distance of two words: insertions, deletions, substitutions and transpositions of neighbouring letters
     * (restricted Damerau–Levenshtein). The cost grows with the product of their lengths.
     */
    public static int distance(String one, String other) {
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cost(costs, one, other, i, j);
            }
        }
        return costs[one.length()][other.length()];
    }

    private static int cost(int[][] costs, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int cost = Math.min(Math.min(costs[i - 1][j], costs[i][j - 1]) + 1, costs[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
    }
}
