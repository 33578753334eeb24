package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.terminal.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a verification found.
 *
 * @param records how many there are
 * @param unchained how many of them are of releases without chains, which prove nothing
 * @param notCounted how many came after the last checkpoint of their chain, so that nothing proves them
 * @param last the last checkpoint that can be trusted
 * @param found how many findings there are
 * @param findings the first of them
 */
public record TrailReport(
        long records,
        long unchained,
        long notCounted,
        int chains,
        int nodes,
        long checkpoints,
        Optional<Last> last,
        long found,
        List<Finding> findings) {

    /** A checkpoint. */
    record Last(String issuer, String node, long number, Instant at, String hash) {

        static Last of(Checkpoint checkpoint) {
            return new Last(
                    checkpoint.issuer(), checkpoint.node(), checkpoint.number(), checkpoint.at(), checkpoint.hash());
        }
    }

    public TrailReport {
        findings = List.copyOf(findings);
    }

    /** Whether it is what the server wrote. */
    public boolean isIntact() {
        return found == 0;
    }

    /** Whether it may be, but the keys or checkpoints that are there do not show it. */
    public boolean isUnproven() {
        return !isIntact() && found == findings.size() && findings.stream().allMatch(Finding::isOfProof);
    }

    /** The figures, without single findings. */
    public ObjectNode summary() {
        ObjectNode json = Json.newObject()
                .put("intact", isIntact())
                .put("records", records)
                .put("without_chain", unchained)
                .put("not_counted_yet", notCounted)
                .put("chains", chains)
                .put("nodes", nodes)
                .put("checkpoints", checkpoints)
                .put("found", found);
        last.ifPresent(it -> json.put("issuer", it.issuer)
                .put("complete_until", it.at.toString())
                .put("last_checkpoint", it.node + " " + it.number + " " + it.hash));
        return json;
    }

    /** All of it. */
    public ObjectNode json() {
        ObjectNode json = summary();
        ArrayNode list = json.putArray("findings");
        findings.forEach(finding -> list.add(finding.json()));
        return json;
    }
}
