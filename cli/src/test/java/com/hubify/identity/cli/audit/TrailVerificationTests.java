package com.hubify.identity.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.cli.audit.Finding.What;
import com.hubify.identity.cli.audit.TrailVerification.Demands;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailVerificationTests {

    /** Some dozen records each, so that there are many boundaries. */
    private static final int PART = 5_000;

    private static final SampleTrail TRAIL = SampleTrail.small();
    private static final int FIRST = TRAIL.checkpoints.size();
    private static final int LAST = TRAIL.lines().size() - 1;

    @TempDir
    Path folder;

    private enum Tampering {
        CHANGED,
        REMOVED,
        SWAPPED,
        DUPLICATED,
        INSERTED,
        GARBAGE
    }

    private TrailReport verify(List<String> lines) {
        return verify(String.join("\n", lines) + "\n", PART);
    }

    private TrailReport verify(String text, int part) {
        return verify(text.getBytes(StandardCharsets.UTF_8), part, none());
    }

    private TrailReport verify(byte[] content, int part, Demands demands) {
        try {
            return TrailVerification.verify(
                    List.of(Files.write(folder.resolve("audit.jsonl"), content)), demands, part);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Demands none() {
        return Demands.of(TRAIL.keys());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 777, 5_000, FilePartReader.PART})
    void takesAnUntouchedTrail(int part) {
        TrailReport report = verify(String.join("\n", TRAIL.lines()) + "\n", part);

        assertThat(report.findings()).isEmpty();
        assertThat(report.isIntact()).isTrue();
        assertThat(report.records()).isEqualTo(300);
        assertThat(report.checkpoints()).isEqualTo(10);
        assertThat(report.notCounted()).isZero();
        assertThat(report.last().orElseThrow().at()).isEqualTo(SampleTrail.BEGIN.plusSeconds(30));
    }

    /** Fault: Redis stores a checkpoint and its answer gets lost, so that the node stores it again. */
    @Test
    void takesACheckpointThatWasStoredTwice() {
        List<String> lines = new ArrayList<>(TRAIL.lines());
        lines.add(3, lines.get(2));

        TrailReport report = verify(lines);

        assertThat(report.findings()).isEmpty();
        assertThat(report.checkpoints()).isEqualTo(10);
    }

    /** Each export has all checkpoints; the second one begins with the record at which the first one ends. */
    @Test
    void takesExportsOfOneTrailTogether() throws IOException {
        List<String> first = TRAIL.lines().subList(0, 150);
        List<String> second = new ArrayList<>(TRAIL.lines().subList(0, FIRST));
        second.addAll(TRAIL.lines().subList(150, LAST + 1));

        TrailReport report = TrailVerification.verify(
                List.of(
                        Files.write(folder.resolve("january.jsonl"), first),
                        Files.write(folder.resolve("february.jsonl"), second)),
                none(),
                PART);

        assertThat(report.findings()).isEmpty();
        assertThat(report.records()).isEqualTo(300);
        assertThat(report.checkpoints()).isEqualTo(10);
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(Tampering.values())
                .flatMap(tampering -> Stream.of(FIRST, FIRST + 1, boundary(), boundary() - 1, 150, LAST - 1, LAST)
                        .map(line -> Arguments.of(tampering, line)));
    }

    /** The first line that begins behind the first boundary of parts. */
    private static int boundary() {
        int bytes = 0;
        for (int i = FIRST; i <= LAST; i++) {
            if (bytes > PART) {
                return i;
            }
            bytes += TRAIL.lines().get(i).getBytes(StandardCharsets.UTF_8).length + 1;
        }
        throw new IllegalStateException();
    }

    // Attack: one who can write to Redis, or has the export in his hands, changes the record of what he did.
    @ParameterizedTest
    @MethodSource("tamperings")
    void findsASingleRecordThatWasTamperedWith(Tampering tampering, int line) {
        TrailReport report = verify(tampered(tampering, line));

        assertThat(report.isIntact()).isFalse();
        assertThat(report.findings()).anyMatch(finding -> finding.line() == 0 || isNear(finding.line(), line + 1));
    }

    /** The chains take turns, so that the neighbours of a record in its chain are up to ten lines off. */
    private static boolean isNear(long found, int line) {
        return Math.abs(found - line) <= 12;
    }

    private static List<String> tampered(Tampering tampering, int line) {
        List<String> lines = new ArrayList<>(TRAIL.lines());
        String record = lines.get(line);
        switch (tampering) {
            case CHANGED -> lines.set(line, record.replace("person-", "nobody-"));
            case REMOVED -> lines.remove(line);
            case SWAPPED -> {
                int other = neighbour(lines, line);
                lines.set(line, lines.get(other));
                lines.set(other, record);
            }
            case DUPLICATED -> lines.add(line, record);
            case INSERTED -> lines.add(line, record.replace("person-", "nobody-"));
            case GARBAGE -> lines.add(line, "{\"kind\":\"token.issued\"}");
        }
        return lines;
    }

    /** Another record of the same chain: the order of chains among each other means nothing. */
    private static int neighbour(List<String> lines, int line) {
        String chain = lines.get(line).replaceAll("^.*\"chain\":\"([^\"]+)\".*$", "\"chain\":\"$1\"");
        return IntStream.range(FIRST, LAST + 1)
                .filter(other -> other != line && lines.get(other).contains(chain))
                .boxed()
                .min(Comparator.comparingInt(other -> Math.abs(other - line)))
                .orElseThrow();
    }

    @Test
    void namesTheVeryLineThatWasChanged() {
        TrailReport report = verify(tampered(Tampering.CHANGED, 150));

        assertThat(report.findings()).first().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo(What.CHANGED);
            assertThat(finding.line()).isEqualTo(151);
            assertThat(finding.file()).endsWith("audit.jsonl");
        });
    }

    // Attack: change a record and link all that follow anew. What was signed does not fit any more.
    @Test
    void findsAChainThatWasLinkedAnew() {
        SampleTrail other = SampleTrail.small();
        List<String> lines = new ArrayList<>(TRAIL.checkpoints);
        SampleTrail forged = new SampleTrail();
        for (int i = 1; i <= other.records.size(); i++) {
            if (i == 200) {
                forged.write("c", "grants");
            }
            lines.add(forged.write(i % 2 == 0 ? "a" : "b", i % 10 == 0 ? "operators" : "grants"));
        }

        assertThat(verify(lines).findings()).isNotEmpty().allMatch(finding -> finding.what() == What.CHANGED);
    }

    // Attack: cut the tail, with the last checkpoints or without.
    @Test
    void findsACutTail() {
        assertThat(verify(TRAIL.lines().subList(0, LAST - 20)).findings())
                .isNotEmpty()
                .allMatch(finding -> finding.what() == What.END_MISSING);
        List<String> cut = new ArrayList<>(TRAIL.checkpoints.subList(0, FIRST - 2));
        cut.addAll(TRAIL.records.subList(0, 240));
        assertThat(verify(cut).isIntact()).isTrue();
        Instant end = SampleTrail.BEGIN.plusSeconds(30);
        byte[] bytes = (String.join("\n", cut) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(verify(
                                bytes,
                                PART,
                                new Demands(
                                        TRAIL.keys(), Optional.empty(), Set.of(), Optional.of(end), Optional.empty()))
                        .findings())
                .singleElement()
                .matches(finding -> finding.what() == What.TOO_OLD);
    }

    // Attack: rewrite what an auditor has seen before, with a key that was stolen since.
    @Test
    void findsATrailThatContradictsAnEarlierExport() throws IOException {
        Path earlier = Files.writeString(folder.resolve("earlier.jsonl"), String.join("\n", TRAIL.lines()) + "\n");
        Demands demands = new Demands(TRAIL.keys(), Optional.empty(), Set.of(), Optional.empty(), Optional.of(earlier));
        List<String> cut = new ArrayList<>(TRAIL.checkpoints.subList(0, FIRST - 2));
        cut.addAll(TRAIL.records.subList(0, 240));

        assertThat(verify((String.join("\n", cut) + "\n").getBytes(StandardCharsets.UTF_8), PART, demands)
                        .findings())
                .extracting(Finding::what)
                .contains(What.CHECKPOINT_MISSING, What.END_MISSING);
        assertThat(verify(Files.readAllBytes(earlier), PART, demands).isIntact())
                .isTrue();
    }

    // Attack: leave out a whole node, its checkpoints and its records.
    @Test
    void findsThatANodeWasLeftOut() {
        List<String> without = TRAIL.lines().stream()
                .filter(line -> !line.contains("\"chain\":\"b-"))
                .filter(line -> !line.startsWith("{\"checkpoint\"") || TRAIL.checkpoints.indexOf(line) % 2 == 0)
                .toList();

        assertThat(verify(without).findings()).extracting(Finding::what).containsExactly(What.CHECKPOINT_MISSING);
    }

    @Test
    void findsADroppedCheckpoint() {
        List<String> lines = new ArrayList<>(TRAIL.lines());
        lines.remove(4);

        assertThat(verify(lines).findings()).extracting(Finding::what).containsExactly(What.CHECKPOINT_MISSING);
    }

    /** Retention of checkpoints: later ones say more than the first. */
    @Test
    void needsNoFirstCheckpoints() {
        assertThat(verify(TRAIL.lines().subList(4, LAST + 1)).findings()).isEmpty();
    }

    static Stream<Arguments> forgeries() throws JOSEException, ParseException {
        JWSObject genuine = JWSObject.parse(compact(TRAIL.checkpoints.get(FIRST - 1)));
        String payload = genuine.getPayload().toBase64URL().toString();
        JWSObject hmac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("hfy-1")
                        .type(new JOSEObjectType("audit-checkpoint+jwt"))
                        .build(),
                genuine.getPayload());
        hmac.sign(new MACSigner(TRAIL.key.toPublicKey().getEncoded()));
        String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"audit-checkpoint+jwt\"}") + "." + payload + ".";
        return Stream.of(
                Arguments.of(
                        "a key of the attacker's",
                        SampleTrail.sign(
                                SampleTrail.newKey(),
                                "audit-checkpoint+jwt",
                                genuine.getPayload().toJSONObject())),
                Arguments.of(
                        "an access token",
                        SampleTrail.sign(
                                TRAIL.key, "at+jwt", genuine.getPayload().toJSONObject())),
                Arguments.of("HMAC with the public key", hmac.serialize()),
                Arguments.of("alg none", none),
                Arguments.of("another signature", genuine.serialize().replaceAll("[^.]+$", "A".repeat(86))),
                Arguments.of("no JWS at all", "x.y.z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void trustsNoForgedCheckpoint(String how, String forged) {
        List<String> lines = new ArrayList<>(TRAIL.lines());
        lines.set(FIRST - 1, SampleTrail.line(forged));

        assertThat(verify(lines).findings()).as(how).anySatisfy(finding -> {
            assertThat(finding.what()).isEqualTo(What.UNTRUSTED_CHECKPOINT);
            assertThat(finding.line()).isEqualTo(FIRST);
        });
    }

    private static String compact(String line) {
        return line.substring("{\"checkpoint\":\"".length(), line.length() - 2);
    }

    @Test
    void provesNothingWithoutACheckpoint() {
        assertThat(verify(TRAIL.records).findings()).extracting(Finding::what).contains(What.NO_CHECKPOINT);
    }

    @Test
    void takesATrimmedBeginningIfACheckpointSaysSo() {
        SampleTrail trail = new SampleTrail();
        for (int i = 0; i < 20; i++) {
            trail.records.add(trail.write("a", "grants"));
        }
        Demands demands = Demands.of(trail.keys());
        trail.checkpoints.add(SampleTrail.line(trail.checkpoint("a")));
        trail.records.subList(0, 10).clear();
        assertThat(verify(bytes(trail), PART, demands).findings())
                .extracting(Finding::what)
                .containsExactly(What.BEGINNING_MISSING);

        trail.trimmed.put(SampleTrail.chain("a", "grants"), 11L);
        trail.checkpoints.add(SampleTrail.line(trail.checkpoint("a")));
        assertThat(verify(bytes(trail), PART, demands).findings()).isEmpty();
        trail.records.remove(0);
        assertThat(verify(bytes(trail), PART, demands).findings())
                .extracting(Finding::what)
                .containsExactly(What.BEGINNING_MISSING);
    }

    private static byte[] bytes(SampleTrail trail) {
        return (String.join("\n", trail.lines()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Demands ofStreams(String... streams) {
        return new Demands(TRAIL.keys(), Optional.empty(), Set.of(streams), Optional.empty(), Optional.empty());
    }

    @Test
    void takesPartsOfATrail() {
        List<String> operators = TRAIL.lines().stream()
                .filter(line -> !line.contains("\"stream\":\"grants\""))
                .toList();
        byte[] bytes = (String.join("\n", operators) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(verify(bytes, PART, Demands.of(TRAIL.keys())).isIntact()).isFalse();
        assertThat(verify(bytes, PART, ofStreams("operators", "security")).findings())
                .isEmpty();
        // Attack: leave a whole stream out of an export of several.
        assertThat(verify(bytes, PART, ofStreams("operators", "grants")).findings())
                .isNotEmpty()
                .allMatch(finding -> finding.what() == What.END_MISSING);

        List<String> late = new ArrayList<>(TRAIL.checkpoints);
        late.addAll(TRAIL.records.subList(115, 300));
        Optional<Instant> from = Optional.of(SampleTrail.BEGIN.plusSeconds(13));
        byte[] lateBytes = (String.join("\n", late) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(verify(lateBytes, PART, Demands.of(TRAIL.keys())).isIntact()).isFalse();
        assertThat(verify(
                                lateBytes,
                                PART,
                                new Demands(TRAIL.keys(), from, Set.of(), Optional.empty(), Optional.empty()))
                        .findings())
                .isEmpty();
        // Attack: a little more is left out than what was stored before.
        late.remove(FIRST + 6);
        late.subList(FIRST, FIRST + 6).clear();
        assertThat(verify(
                                (String.join("\n", late) + "\n").getBytes(StandardCharsets.UTF_8),
                                PART,
                                new Demands(TRAIL.keys(), from, Set.of(), Optional.empty(), Optional.empty()))
                        .findings())
                .extracting(Finding::what)
                .contains(What.BEGINNING_MISSING);
    }

    // Attack: add a record to a chain whose end was signed, or a chain of one's own.
    @Test
    void findsRecordsThatNoCheckpointCounted() {
        SampleTrail trail = new SampleTrail();
        trail.records.add(trail.write("a", "grants"));
        String late = trail.write("a", "grants");
        String made = new SampleTrail().write("x", "grants");
        for (int i = 0; i < 4_000; i++) {
            trail.write("b", "grants");
        }
        SampleTrail honest = trail;
        Demands demands = Demands.of(trail.keys());
        honest.checkpoints.add(SampleTrail.line(honest.checkpoint("a")));
        honest.records.add(late);
        assertThat(verify(bytes(honest), PART, demands).findings()).isEmpty();
        honest.records.add(made);

        assertThat(verify(bytes(honest), PART, demands).findings())
                .extracting(Finding::what)
                .containsExactly(What.NOT_COUNTED);
    }

    @Test
    void countsRecordsOfReleasesWithoutChains() {
        List<String> lines = new ArrayList<>(TRAIL.lines());
        String old =
                "{\"stream\":\"operators\",\"at\":\"2029-01-01T00:00:00Z\",\"kind\":\"operator.client\",\"details\":{}}";
        lines.add(FIRST, old);
        assertThat(verify(lines).isIntact()).isTrue();
        assertThat(verify(lines).unchained()).isEqualTo(1);

        // Attack: a record made up now, in the old form.
        lines.set(FIRST, old.replace("2029", "2031"));
        assertThat(verify(lines).findings()).extracting(Finding::what).containsExactly(What.NOT_COUNTED);
    }

    @Test
    void finishesOverBrokenBytes() {
        byte[] bytes = bytes(TRAIL);
        bytes[bytes.length - 12] = (byte) 0xff;
        assertThat(verify(bytes, PART, none()).findings())
                .extracting(Finding::what)
                .contains(What.NOT_A_RECORD, What.END_MISSING);
        assertThat(verify(String.join("\n", TRAIL.lines()), PART).findings())
                .extracting(Finding::what)
                .contains(What.CUT_OFF);
    }

    @Test
    void refusesWhatCanBeNoExport() {
        assertThatThrownBy(() -> verify("", PART)).isInstanceOf(Failure.class).hasMessageContaining("is empty");
        assertThatThrownBy(() -> verify("hello\n", PART))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not begin with a JSON object");
        assertThatThrownBy(() -> verify(new byte[] {0x1f, (byte) 0x8b, 8, 0}, PART, none()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("compressed");
        assertThatThrownBy(() -> verify("{" + "x".repeat(5 << 20), PART))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("longer than any");
        assertThatThrownBy(() -> verify(
                        TRAIL.lines().get(0) + "\n" + TRAIL.lines().get(FIRST) + "\n" + "x".repeat(5 << 20), PART))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("longer than any");
    }
}
