package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random families of credentials, of which random members are revoked by events as they come over the wire. What dies must
 * be exactly what descends from a revoked one, found here by walking the tree and not by comparing lineages.
 */
class RevocationTreesTests {

    private static final int TREES = 100_000;
    private static final long DAY = 1_764_000_000;

    private record Node(Kind kind, String id, List<Node> parents, long issuedAt) {

        boolean descendsFrom(Node other) {
            return this == other || parents.stream().anyMatch(parent -> parent.descendsFrom(other));
        }
    }

    @Test
    void leaveNoOrphanAliveAndKillNobodyElse() throws IOException {
        Random chance = new Random(2026);
        long orphans = 0;
        long wronglyKilled = 0;
        long killed = 0;
        for (int i = 0; i < TREES; i++) {
            List<Node> tree = tree(i, chance);
            Map<Node, Long> revoked = revocations(tree, chance);
            RevocationView view = told(revoked, chance);
            for (Node node : tree) {
                if (node.kind == Kind.TOKEN || node.kind == Kind.KEY) {
                    boolean dead = view.isRevoked(LineageDigest.of(lineage(node)));
                    boolean mustBe = mustBeDead(node, revoked);
                    orphans += mustBe && !dead ? 1 : 0;
                    wronglyKilled += dead && !mustBe ? 1 : 0;
                    killed += dead ? 1 : 0;
                }
            }
        }

        assertThat(orphans).as("living orphans").isZero();
        assertThat(wronglyKilled).as("wrongly killed").isZero();
        assertThat(killed).isGreaterThan(TREES);
    }

    /** People and clients, who get grants by sessions and keys, from which tokens descend. */
    private static List<Node> tree(int number, Random chance) {
        List<Node> tree = new ArrayList<>();
        List<Node> people = grow(tree, Kind.SUBJECT, number, 1 + chance.nextInt(2), chance, List.of());
        List<Node> clients = grow(tree, Kind.CLIENT, number, 1 + chance.nextInt(2), chance, List.of());
        List<Node> signers = grow(tree, Kind.SIGNING_KEY, number, 1 + chance.nextInt(2), chance, List.of());
        List<Node> sessions = grow(tree, Kind.SESSION, number, chance.nextInt(3), chance, List.of(people));
        List<Node> keys = grow(tree, Kind.KEY, number, chance.nextInt(3), chance, List.of(people));
        List<Node> grants =
                grow(tree, Kind.GRANT, number, chance.nextInt(4), chance, List.of(people, clients, sessions));
        grow(tree, Kind.TOKEN, number, chance.nextInt(4), chance, List.of(grants, signers));
        grow(tree, Kind.TOKEN, number, chance.nextInt(2), chance, List.of(keys, clients, signers));
        grow(tree, Kind.TOKEN, number, chance.nextInt(2), chance, List.of(clients, signers));
        return tree;
    }

    private static List<Node> grow(
            List<Node> tree, Kind kind, int number, int count, Random chance, List<List<Node>> parents) {
        List<Node> grown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Node> chosen = new ArrayList<>();
            for (List<Node> generation : parents) {
                if (!generation.isEmpty()) {
                    chosen.add(generation.get(chance.nextInt(generation.size())));
                }
            }
            // Kinds share ids, as a client and a person may.
            String id = number + "-"
                    + tree.stream().filter(node -> node.kind == kind).count();
            Node node = new Node(kind, id, chosen, DAY + chance.nextInt(20));
            tree.add(node);
            grown.add(node);
        }
        return grown;
    }

    private static Map<Node, Long> revocations(List<Node> tree, Random chance) {
        Map<Node, Long> revoked = new HashMap<>();
        for (int i = chance.nextInt(4); i > 0; i--) {
            Node node = tree.get(chance.nextInt(tree.size()));
            revoked.merge(node, DAY + chance.nextInt(20), Math::max);
        }
        return revoked;
    }

    private static RevocationView told(Map<Node, Long> revoked, Random chance) throws IOException {
        RevocationView view = new RevocationView(Ticker.systemTicker());
        EventStreamParser parser = new EventStreamParser(new RevocationEvents(
                view,
                Ticker.systemTicker(),
                RevocationMetrics.of(new SimpleMeterRegistry(), view),
                new RevocationPosition(),
                0));
        List<Map.Entry<Node, Long>> order = new ArrayList<>(revoked.entrySet());
        Collections.shuffle(order, chance);
        for (Map.Entry<Node, Long> entry : order) {
            String event = "event: revocation\ndata: {\"kind\":\""
                    + entry.getKey().kind.word() + "\",\"id\":\"" + entry.getKey().id + "\",\"issued_by\":"
                    + entry.getValue() + "}\n\n";
            parser.read(StandardCharsets.UTF_8.encode(event));
        }
        return view;
    }

    private static Lineage lineage(Node node) {
        List<Ancestor> ancestors = new ArrayList<>();
        collect(node, ancestors);
        return new Lineage(Instant.ofEpochSecond(node.issuedAt), ancestors);
    }

    private static void collect(Node node, List<Ancestor> ancestors) {
        ancestors.add(new Ancestor(node.kind, node.id));
        node.parents.forEach(parent -> collect(parent, ancestors));
    }

    private static boolean mustBeDead(Node node, Map<Node, Long> revoked) {
        return revoked.entrySet().stream()
                .anyMatch(entry -> node.descendsFrom(entry.getKey())
                        && (entry.getKey().kind.isEndedByRevocation() || node.issuedAt <= entry.getValue()));
    }
}
