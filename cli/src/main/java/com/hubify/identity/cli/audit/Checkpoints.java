package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.audit.Checkpoint.Reference;
import com.hubify.identity.cli.audit.Finding.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All checkpoints of the files, and of an earlier export. One is trusted if a known key signed it, or if a trusted one names its hash:
 * keys leave the published set long before the records that they signed.
 */
final class Checkpoints {

    private static final Duration NAMED_FOR = Duration.ofMinutes(70);

    private final Findings findings;
    private final CheckpointKeys keys;
    private final Map<String, NodeCheckpoints> nodes = new HashMap<>();
    private final List<Checkpoint> all = new ArrayList<>();
    private final List<Checkpoint> trusted = new ArrayList<>();
    private final Map<ChainId, ChainHeads> heads = new HashMap<>();
    private final Map<ChainId, String> streams = new HashMap<>();
    private final Map<ChainId, String> nodeOf = new HashMap<>();
    private final Map<ChainId, Long> trimmed = new HashMap<>();
    private final Map<ChainId, Long> before = new HashMap<>();

    Checkpoints(CheckpointKeys keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
    }

    void add(Checkpoint checkpoint) {
        nodes.computeIfAbsent(checkpoint.node(), node -> new NodeCheckpoints(findings))
                .add(checkpoint)
                .ifPresent(all::add);
    }

    /** Of an earlier export: it need not be in this one, but must not contradict it. */
    void addEarlier(Checkpoint checkpoint) {
        all.add(checkpoint);
    }

    /**
     * Finds out which can be trusted and what these say together.
     *
     * @param from records that were stored before may be missing; empty if none may
     */
    void complete(Optional<Instant> from) {
        trust();
        Map<ChainId, List<Head>> said = new HashMap<>();
        for (Checkpoint each : trusted) {
            for (Head head : each.heads()) {
                said.computeIfAbsent(head.chain(), chain -> new ArrayList<>()).add(head);
                nodeOf.put(head.chain(), each.node());
            }
            each.trimmed().forEach((chain, seq) -> trimmed.merge(chain, seq, Math::max));
            if (from.isPresent() && !each.at().isAfter(from.get())) {
                each.heads().forEach(head -> before.merge(head.chain(), head.seq(), Math::max));
            }
        }
        said.forEach((chain, list) -> {
            List<Head> contradictions = new ArrayList<>();
            heads.put(chain, ChainHeads.of(list, contradictions));
            streams.put(chain, list.get(0).stream());
            contradictions.forEach(head -> findings.add(
                    What.CHECKPOINT_CONTRADICTS,
                    "",
                    0,
                    "Two checkpoints that can be trusted name different records " + head.seq() + " of chain " + chain
                            + "."));
        });
        insistOnWhatTheyName();
    }

    private void trust() {
        Set<String> named = new HashSet<>();
        List<Checkpoint> rest = new ArrayList<>(all);
        rest.sort(Comparator.comparing(Checkpoint::at)
                .thenComparingLong(Checkpoint::number)
                .reversed());
        rest = withoutTrusted(rest, named, true);
        int left;
        do {
            left = rest.size();
            rest = withoutTrusted(rest, named, false);
        } while (rest.size() < left);
        rest.sort(Comparator.comparingLong(each -> each.place().line()));
        rest.forEach(each -> findings.add(
                What.UNTRUSTED_CHECKPOINT,
                each.place().file().name(),
                each.place().line(),
                "Checkpoint " + each.number() + " of node " + each.node()
                        + " is not signed by a known key as a checkpoint" + ofIssuer()
                        + ", and none that can be trusted names it."));
        if (trusted.isEmpty()) {
            findings.add(
                    What.NO_CHECKPOINT, "", 0, "There is no checkpoint that can be trusted, so nothing is proved.");
        }
    }

    private String ofIssuer() {
        return keys.issuer().map(issuer -> " of " + issuer).orElse("");
    }

    private List<Checkpoint> withoutTrusted(
            List<Checkpoint> checkpoints, Set<String> named, boolean checkingSignatures) {
        List<Checkpoint> rest = new ArrayList<>();
        for (Checkpoint each : checkpoints) {
            if (named.contains(each.hash()) || checkingSignatures && isSigned(each)) {
                trusted.add(each);
                if (each.previous() != null) {
                    named.add(each.previous());
                }
                each.others().forEach(other -> named.add(other.hash()));
            } else {
                rest.add(each);
            }
        }
        return rest;
    }

    private boolean isSigned(Checkpoint checkpoint) {
        return keys.issuer().orElse(checkpoint.issuer()).equals(checkpoint.issuer())
                && keys.haveSigned(CheckpointReader.compact(checkpoint.place()));
    }

    // Attack: leave a whole node's records and checkpoints out.
    private void insistOnWhatTheyName() {
        Set<String> told = new HashSet<>();
        // A node is named for an hour after its last checkpoint, which may have been trimmed by then.
        Optional<Instant> trimmedUntil = nodes.values().stream().anyMatch(NodeCheckpoints::isTrimmed)
                ? first().map(first -> first.at().plus(NAMED_FOR))
                : Optional.empty();
        for (Checkpoint each : trusted) {
            insistOn(each.node(), each.number(), each.hash(), told);
            for (Reference other : each.others()) {
                if (nodes.containsKey(other.node())
                        || trimmedUntil
                                .filter(until -> !each.at().isAfter(until))
                                .isEmpty()) {
                    insistOn(other.node(), other.number(), other.hash(), told);
                }
            }
        }
    }

    private void insistOn(String node, long number, String hash, Set<String> told) {
        NodeCheckpoints of = nodes.get(node);
        if (of == null || number > of.last().number()) {
            if (told.add(node)) {
                findings.add(
                        What.CHECKPOINT_MISSING,
                        "",
                        0,
                        "Checkpoint " + number + " of node " + node + " is named by another one, but is not there."
                                + (of == null ? " No other checkpoint of this node is there, either." : ""));
            }
        } else if (!of.agreesWith(number, hash) && told.add(node)) {
            findings.add(
                    What.CHECKPOINT_CONTRADICTS,
                    "",
                    0,
                    "Checkpoint " + number + " of node " + node + " is another one than the one that was seen before.");
        }
    }

    /** What is said of a chain. */
    ChainHeads heads(ChainId chain) {
        return heads.getOrDefault(chain, ChainHeads.NONE);
    }

    /** All chains of which something is said, and the stream of each. */
    Map<ChainId, String> chains() {
        return streams;
    }

    /** The greatest number with which a chain may begin. */
    long mayBegin(ChainId chain) {
        return Math.max(1, Math.max(trimmed.getOrDefault(chain, 0L), before.getOrDefault(chain, 0L) + 1));
    }

    /** The last checkpoint of the node whose chain it is; empty if none counted the chain. */
    Optional<Checkpoint> lastOfNode(ChainId chain) {
        return Optional.ofNullable(nodeOf.get(chain)).map(nodes::get).map(NodeCheckpoints::last);
    }

    /** The last one that can be trusted. */
    Optional<Checkpoint> last() {
        return trusted.stream().max(Comparator.comparing(Checkpoint::at).thenComparingLong(Checkpoint::number));
    }

    Optional<Checkpoint> first() {
        return trusted.stream().min(Comparator.comparing(Checkpoint::at));
    }

    /** How many there are in the files. */
    long count() {
        return nodes.values().stream().mapToLong(NodeCheckpoints::count).sum();
    }

    int nodes() {
        return nodes.size();
    }
}
