package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.terminal.Json;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a checkpoint says. Whether that can be trusted is another question.
 *
 * @param previous hash of the node's checkpoint before; null for its first
 * @param heads how far chains went
 * @param others checkpoints of other nodes that its node knew of
 * @param trimmed of chains whose beginnings were trimmed, the first number that is kept
 * @param ended whether it is the last one of a node that stopped in order
 */
record Checkpoint(
        Place place,
        String issuer,
        String node,
        long number,
        Instant at,
        String hash,
        @Nullable String previous,
        List<Head> heads,
        List<Reference> others,
        Map<ChainId, Long> trimmed,
        boolean ended) {

    /** Where it stands, to be read again. */
    record Place(AuditFile file, long line, long position, int length) {}

    /** A checkpoint as another one names it. */
    record Reference(String node, long number, String hash) {}

    /** Reads a compact JWS without checking it; empty if it isn't one with the claims of a checkpoint. */
    static Optional<Checkpoint> parse(String compact, Place place, RecordHash hash) {
        try {
            return Json.object(JWSObject.parse(compact).getPayload().toString())
                    .flatMap(claims -> of(claims, place, hash.of(compact)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Checkpoint> of(ObjectNode claims, Place place, String hash) {
        Optional<String> issuer = Json.text(claims, "iss");
        Optional<String> node = Json.text(claims, "node");
        Optional<List<Head>> heads = heads(claims.path("heads"));
        Optional<Map<ChainId, Long>> trimmed = trimmed(claims.path("trimmed"));
        long number = claims.path("number").asLong(0);
        long at = claims.path("iat").asLong(0);
        if (issuer.isEmpty() || node.isEmpty() || heads.isEmpty() || trimmed.isEmpty() || number < 1 || at < 1) {
            return Optional.empty();
        }
        List<Reference> others = claims.path("others").properties().stream()
                .map(other -> new Reference(
                        other.getKey(),
                        other.getValue().path("number").asLong(0),
                        other.getValue().path("hash").asString("")))
                .toList();
        return Optional.of(new Checkpoint(
                place,
                issuer.get(),
                node.get(),
                number,
                Instant.ofEpochSecond(at),
                hash,
                Json.text(claims, "previous").orElse(null),
                heads.get(),
                others,
                trimmed.get(),
                claims.path("ended").asBoolean(false)));
    }

    private static Optional<List<Head>> heads(JsonNode members) {
        List<Head> heads = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            JsonNode head = member.getValue();
            Optional<ChainId> chain = ChainId.of(member.getKey());
            String hash = head.path("hash").asString("");
            if (chain.isEmpty() || hash.length() != RecordHash.LENGTH) {
                return Optional.empty();
            }
            heads.add(new Head(
                    chain.get(),
                    head.path("stream").asString(""),
                    head.path("seq").asLong(0),
                    hash));
        }
        return Optional.of(heads);
    }

    private static Optional<Map<ChainId, Long>> trimmed(JsonNode members) {
        Map<ChainId, Long> trimmed = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            Optional<ChainId> chain = ChainId.of(member.getKey());
            if (chain.isEmpty()) {
                return Optional.empty();
            }
            trimmed.put(chain.get(), member.getValue().asLong(0));
        }
        return Optional.of(trimmed);
    }

    /** Whether it was made right after the other one. */
    boolean follows(Checkpoint before) {
        return before.hash.equals(previous) && before.number == number - 1;
    }

    /**
     * Only what it says that the one before did not. A year has half a million of them, and each repeats the last; who trusts this
     * one trusts that one as well, whose hash it names.
     *
     * @param before as it was read, in full
     */
    Checkpoint since(Checkpoint before) {
        return new Checkpoint(
                place,
                issuer,
                node,
                number,
                at,
                hash,
                previous,
                without(heads, before.heads),
                without(others, before.others),
                trimmed.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(before.trimmed.get(entry.getKey())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                ended);
    }

    private static <T> List<T> without(List<T> all, List<T> known) {
        Set<T> old = new HashSet<>(known);
        return all.stream().filter(each -> !old.contains(each)).toList();
    }
}
