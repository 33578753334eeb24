package com.hubify.identity.cli.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trail as nodes write it: records of several chains by turns, and checkpoints. */
final class SampleTrail {

    static final String ISSUER = "https://id.example.com";
    static final Instant BEGIN = Instant.parse("2030-01-31T12:00:00Z");

    final ECKey key = newKey();
    final List<String> checkpoints = new ArrayList<>();
    final List<String> records = new ArrayList<>();
    final Map<String, Long> trimmed = new LinkedHashMap<>();

    private final RecordHash hash = new RecordHash();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private long count;

    private static final class Node {
        final Map<String, Link> chains = new LinkedHashMap<>();
        long number;
        String previous = "";
    }

    private record Link(String stream, long seq, String hash) {}

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("hfy-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    CheckpointKeys keys() {
        return new CheckpointKeys(new JWKSet(key.toPublicJWK()), Optional.empty());
    }

    Instant now() {
        return BEGIN.plusMillis(count * 100);
    }

    /** Writes the node's next record of a stream. */
    String write(String node, String stream) {
        count++;
        Map<String, Link> chains = nodes.computeIfAbsent(node, id -> new Node()).chains;
        Link last = chains.get(stream);
        long seq = last == null ? 1 : last.seq + 1;
        String record = "{\"stream\":\"" + stream + "\",\"chain\":\"" + chain(node, stream) + "\",\"seq\":" + seq
                + (last == null ? "" : ",\"previous\":\"" + last.hash + "\"") + ",\"at\":\"" + now()
                + "\",\"kind\":\"token.issued\",\"details\":{\"account\":\"person-" + count % 1000
                + "\",\"address\":\"203.0.113.7\",\"client\":\"my-app\",\"grant\":\"authorization_code\",\"jti\":\"jti-"
                + count + "\",\"name\":\"Zoë\",\"scope\":\"openid profile labs:read\"}}";
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        byte[] of = new byte[RecordHash.LENGTH];
        hash.compute(bytes, 0, bytes.length, of);
        chains.put(stream, new Link(stream, seq, new String(of, StandardCharsets.US_ASCII)));
        return record;
    }

    static String chain(String node, String stream) {
        return (node + "-" + stream + "----------------").substring(0, ChainId.LENGTH);
    }

    /** Has the node sign how far its chains went. */
    String checkpoint(String node) {
        Node of = nodes.computeIfAbsent(node, id -> new Node());
        of.number++;
        Map<String, Object> claims = claims(node, of);
        String compact = sign(key, "audit-checkpoint+jwt", claims);
        of.previous = hash.of(compact);
        return compact;
    }

    Map<String, Object> claims(String node, Node of) {
        Map<String, Object> heads = new LinkedHashMap<>();
        of.chains.forEach((stream, link) ->
                heads.put(chain(node, stream), Map.of("stream", stream, "seq", link.seq, "hash", link.hash)));
        Map<String, Object> others = new LinkedHashMap<>();
        nodes.forEach((id, other) -> {
            if (!id.equals(node) && other.number > 0) {
                others.put(id, Map.of("number", other.number, "hash", other.previous));
            }
        });
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("iat", now().getEpochSecond());
        claims.put("node", node);
        claims.put("number", of.number);
        if (!of.previous.isEmpty()) {
            claims.put("previous", of.previous);
        }
        claims.put("heads", heads);
        claims.put("others", others);
        claims.put("trimmed", Map.copyOf(trimmed));
        return claims;
    }

    static String sign(ECKey key, String type, Map<String, Object> claims) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .type(new JOSEObjectType(type))
                            .build(),
                    new Payload(claims));
            jws.sign(new ECDSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two nodes, two streams, a checkpoint after each sixty records. */
    static SampleTrail small() {
        SampleTrail trail = new SampleTrail();
        for (int i = 1; i <= 300; i++) {
            trail.records.add(trail.write(i % 2 == 0 ? "a" : "b", i % 10 == 0 ? "operators" : "grants"));
            if (i % 60 == 0) {
                trail.checkpoints.add(line(trail.checkpoint("a")));
                trail.checkpoints.add(line(trail.checkpoint("b")));
            }
        }
        return trail;
    }

    static String line(String compact) {
        return "{\"checkpoint\":\"" + compact + "\"}";
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(checkpoints);
        lines.addAll(records);
        return lines;
    }

    /** Writes a trail of any length: FILE JWKS RECORDS. */
    public static void main(String[] arguments) throws IOException {
        SampleTrail trail = new SampleTrail();
        long most = Long.parseLong(arguments[2]);
        Path records = Path.of(arguments[0] + ".records");
        try (BufferedWriter out = Files.newBufferedWriter(records);
                BufferedWriter checkpoints = Files.newBufferedWriter(Path.of(arguments[0]))) {
            for (long i = 1; i <= most; i++) {
                String node = i % 2 == 0 ? "a" : "b";
                out.write(trail.write(node, i % 10 == 0 ? "operators" : "grants") + "\n");
                if (i % 10_000 == 0 || i == most) {
                    checkpoints.write(line(trail.checkpoint("a")) + "\n" + line(trail.checkpoint("b")) + "\n");
                }
            }
        }
        Files.writeString(Path.of(arguments[1]), new JWKSet(trail.key.toPublicJWK()).toString());
        try (var all = Files.newOutputStream(Path.of(arguments[0]), StandardOpenOption.APPEND)) {
            Files.copy(records, all);
        }
        Files.delete(records);
    }
}
