package com.hubify.identity.cli.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All that trusted checkpoints say of one chain, by number; read by several threads once it is complete. */
final class ChainHeads {

    static final ChainHeads NONE = new ChainHeads(List.of());

    private final long[] seqs;
    private final byte[] hashes;

    private ChainHeads(List<Head> heads) {
        seqs = heads.stream().mapToLong(Head::seq).toArray();
        hashes = new byte[seqs.length * RecordHash.LENGTH];
        for (int i = 0; i < seqs.length; i++) {
            byte[] hash = heads.get(i).hash().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(hash, 0, hashes, i * RecordHash.LENGTH, RecordHash.LENGTH);
        }
    }

    /** @param contradictions takes each head that says something else than another one with its number */
    static ChainHeads of(List<Head> said, List<Head> contradictions) {
        List<Head> heads = new ArrayList<>(said.size());
        said.stream().sorted(Comparator.comparingLong(Head::seq)).forEach(head -> {
            Head last = heads.isEmpty() ? null : heads.get(heads.size() - 1);
            if (last == null || last.seq() != head.seq()) {
                heads.add(head);
            } else if (!last.equals(head)) {
                contradictions.add(head);
            }
        });
        return new ChainHeads(heads);
    }

    /** Index of the first with this number or a greater one. */
    int indexFrom(long seq) {
        int index = Arrays.binarySearch(seqs, seq);
        return index < 0 ? -index - 1 : index;
    }

    /** The number at an index; one that no record has, past the end. */
    long seq(int index) {
        return index < seqs.length ? seqs[index] : Long.MAX_VALUE;
    }

    boolean isHash(int index, byte[] hash) {
        int start = index * RecordHash.LENGTH;
        return Arrays.equals(hashes, start, start + RecordHash.LENGTH, hash, 0, RecordHash.LENGTH);
    }

    /** The greatest number; 0 if there is none. */
    long last() {
        return seqs.length == 0 ? 0 : seqs[seqs.length - 1];
    }
}
