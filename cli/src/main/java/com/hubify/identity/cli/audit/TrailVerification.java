package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.audit.Finding.What;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks exports of the audit trail: that each record follows the one before in its chain, that all the records are there which signed
 * checkpoints counted, and that those are there as well. Needs memory for the checkpoints, and not for records.
 */
public final class TrailVerification {

    /** So much later than a record at most, the next checkpoint of its node is there. */
    private static final Duration SOON = Duration.ofMinutes(5);

    /** So long at most, nodes of a release without chains run beside others. */
    private static final Duration UPGRADE = Duration.ofDays(1);

    /**
     * What is asked for.
     *
     * @param keys of the server
     * @param from the export leaves out what was stored before
     * @param streams the export is of these streams alone; of all if empty
     * @param until the trail must be complete until then, or longer
     * @param previous an earlier export, whose checkpoints this one must not contradict
     */
    public record Demands(
            CheckpointKeys keys,
            Optional<Instant> from,
            Set<String> streams,
            Optional<Instant> until,
            Optional<Path> previous) {

        public Demands {
            streams = Set.copyOf(streams);
        }

        /** Nothing but that the trail is whole. */
        static Demands of(CheckpointKeys keys) {
            return new Demands(keys, Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
        }

        boolean include(String name) {
            return streams.isEmpty() || streams.contains(name);
        }
    }

    private final Demands demands;
    private final int partSize;
    private final Findings findings = new Findings();
    private final Checkpoints checkpoints;
    private final Map<ChainId, ChainPart> chains = new LinkedHashMap<>();
    private long unchained;
    private Instant lastUnchained = Instant.MIN;

    private TrailVerification(Demands demands, int partSize) {
        this.demands = demands;
        this.partSize = partSize;
        this.checkpoints = new Checkpoints(demands.keys(), findings);
    }

    /** Checks what the files hold together, in this order. */
    public static TrailReport verify(List<Path> files, Demands demands) {
        return verify(files, demands, FilePartReader.PART);
    }

    static TrailReport verify(List<Path> files, Demands demands, int partSize) {
        return new TrailVerification(demands, partSize).run(files);
    }

    private TrailReport run(List<Path> files) {
        List<AuditFile> open = new ArrayList<>();
        try {
            List<CheckpointReader.Rest> rests = new ArrayList<>();
            for (Path path : files) {
                open.add(AuditFile.open(path));
                rests.add(new CheckpointReader(last(open), findings, checkpoints::add).read());
            }
            demands.previous().ifPresent(path -> {
                open.add(AuditFile.open(path));
                new CheckpointReader(last(open), findings, checkpoints::addEarlier).read();
            });
            checkpoints.complete(demands.from());
            for (CheckpointReader.Rest rest : rests) {
                readRecords(rest);
            }
        } finally {
            open.forEach(AuditFile::close);
        }
        chains.forEach(this::checkEnds);
        checkpoints.chains().forEach((id, stream) -> {
            if (!chains.containsKey(id) && demands.include(stream)) {
                checkAbsent(id, stream);
            }
        });
        checkTimes();
        return report();
    }

    private static AuditFile last(List<AuditFile> files) {
        return files.get(files.size() - 1);
    }

    private void readRecords(CheckpointReader.Rest rest) {
        AtomicLong lines = new AtomicLong(rest.linesBefore());
        new PartsInOrder(() -> new FilePartReader(checkpoints, partSize), partSize).read(rest, part -> {
            long before = lines.getAndAdd(part.lines);
            findings.addAll(part.findings, before);
            part.chains.forEach((id, chain) -> append(rest.file().name(), id, chain, before));
            unchained += part.unchained;
            if (part.lastUnchained != null && part.lastUnchained.isAfter(lastUnchained)) {
                lastUnchained = part.lastUnchained;
            }
        });
    }

    private void append(String file, ChainId id, ChainPart part, long linesBefore) {
        ChainPart all = chains.get(id);
        if (all == null) {
            all = new ChainPart(part.stream, part.firstSeq, part.firstLine + linesBefore, part.firstPrevious);
            checkBeginning(file, id, all);
            chains.put(id, all);
        } else {
            byte[] previous = part.firstPrevious;
            ChainPart.Step step =
                    all.step(part.firstSeq, previous == null ? new byte[0] : previous, previous == null ? -1 : 0);
            findings.judge(step, id, all, file, part.firstLine + linesBefore, part.firstSeq);
        }
        all.goThrough(part, linesBefore);
    }

    private void checkBeginning(String file, ChainId id, ChainPart chain) {
        if (chain.firstSeq > checkpoints.mayBegin(id)) {
            findings.add(
                    What.BEGINNING_MISSING,
                    file,
                    chain.firstLine,
                    "Chain " + id + " begins with record " + chain.firstSeq
                            + ", and no checkpoint says that the records before were trimmed.");
        }
    }

    // Attack: cut the tail off.
    private void checkEnds(ChainId id, ChainPart chain) {
        long counted = checkpoints.heads(id).last();
        if (counted > chain.lastSeq() && counted >= checkpoints.mayBegin(id)) {
            findings.add(
                    What.END_MISSING,
                    chain.lastFile(),
                    chain.lastLine(),
                    "Chain " + id + " ends here with record " + chain.lastSeq() + ", but a checkpoint counted record "
                            + counted + ".");
        }
        Instant notCounted = chain.firstNotCounted();
        if (notCounted != null && shouldBeCounted(id, notCounted)) {
            findings.add(
                    What.NOT_COUNTED,
                    chain.lastFile(),
                    chain.lastLine(),
                    chain.notCounted() + " records of chain " + id
                            + " up to this one were counted by no checkpoint, though later ones are there.");
        }
    }

    // Attack: add records to a chain, or a chain of one's own. A node that is killed leaves some as well, but has no
    // later checkpoint.
    private boolean shouldBeCounted(ChainId id, Instant at) {
        return checkpoints
                .lastOfNode(id)
                .or(checkpoints::last)
                .filter(last ->
                        last.ended() || at.equals(Instant.MIN) || at.plus(SOON).isBefore(last.at()))
                .isPresent();
    }

    private void checkAbsent(ChainId id, String stream) {
        long counted = checkpoints.heads(id).last();
        if (counted >= checkpoints.mayBegin(id)) {
            findings.add(
                    What.END_MISSING,
                    "",
                    0,
                    "Chain " + id + " of stream " + stream + " is not there, but a checkpoint counted record " + counted
                            + " of it.");
        }
    }

    private void checkTimes() {
        // Attack: strip a record of its chain, or make one up without.
        checkpoints
                .first()
                .filter(first ->
                        unchained > 0 && lastUnchained.isAfter(first.at().plus(UPGRADE)))
                .ifPresent(first -> findings.add(
                        What.NOT_COUNTED,
                        "",
                        0,
                        "A record without a chain is of " + lastUnchained + ", when the server wrote chains already."));
        demands.until().ifPresent(until -> {
            if (checkpoints.last().filter(last -> !last.at().isBefore(until)).isEmpty()) {
                findings.add(What.TOO_OLD, "", 0, "The trail is not shown to be complete until " + until + ".");
            }
        });
    }

    private TrailReport report() {
        return new TrailReport(
                chains.values().stream().mapToLong(ChainPart::records).sum() + unchained,
                unchained,
                chains.values().stream().mapToLong(ChainPart::notCounted).sum(),
                chains.size(),
                checkpoints.nodes(),
                checkpoints.count(),
                checkpoints.last().map(TrailReport.Last::of),
                findings.count(),
                findings.listed());
    }
}
