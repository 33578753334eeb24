package com.hubify.identity.server.signing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyCustodyContract;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class LocalKeyCustodyTests implements KeyCustodyContract {

    @TempDir
    Path folder;

    Path file;
    KeyCustody custody;

    @BeforeEach
    void createKeys() {
        file = folder.resolve("deep/signing-keys.json");
        custody = open();
    }

    @Override
    public KeyCustody custody() {
        return custody;
    }

    KeyCustody open() {
        return open(LocalSigners.fastest());
    }

    KeyCustody open(LocalSigners signers) {
        return new LocalKeyCustody(
                new LocalKeyFile(file), new LocalKeys(new SecureRandom(), Clock.systemUTC()), signers);
    }

    @Test
    void hasSameKeysAfterRestart() {
        Set<String> before = kids(custody);

        KeyCustody restarted = open();

        assertThat(kids(restarted)).isEqualTo(before);
    }

    @Test
    void hasOtherIdsForOtherKeys() throws IOException {
        Set<String> before = kids(custody);
        Files.delete(file);

        KeyCustody renewed = open();

        assertThat(kids(renewed)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void createsFileForOwnerOnlyAndLeavesNothingElse() throws IOException {
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file.getParent()).isDirectoryContaining(file::equals).satisfies(directory -> {
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).containsExactlyInAnyOrder(file, file.resolveSibling("signing-keys.json.lock"));
            }
        });
    }

    // Attack: another user of the machine reads the keys and signs as the server.
    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x"})
    void refusesFileThatOthersMayUse(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .withMessageContaining(file.toString())
                .withMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"keys\":7}",
                "{\"keys\":[{\"kty\":\"EC\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"a-v1\",\"alg\":\"HS256\"}]}"
            })
    void refusesDamagedFile(String content) throws IOException {
        Files.writeString(file, content);

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .withMessageContaining(file.toString())
                .withMessageContaining("delete it");
    }

    @Test
    void refusesFileCutShort() throws IOException {
        String content = Files.readString(file);
        Files.writeString(file, content.substring(0, content.length() / 2));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("delete it");
    }

    @Test
    void keepsContentOfDamagedFileToItself() throws IOException {
        Files.writeString(file, "{\"keys\":[{\"kty\":\"EC\",\"d\":\"very-private\"}]");

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .satisfies(refusal -> {
                    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                        assertThat(cause.getMessage()).doesNotContain("very-private");
                    }
                });
    }

    @Test
    void refusesHugeFile() throws IOException {
        Files.writeString(file, " ".repeat(100_000));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("larger");
    }

    @Test
    void refusesKeyWithoutPrivateHalf() throws Exception {
        Files.writeString(file, JWKSet.parse(Files.readString(file)).toString(true));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("private key");
    }

    @Test
    void refusesHalvesOfDifferentKeys() throws Exception {
        Map<String, Object> one = es256().toJSONObject();
        Map<String, Object> other = es256().toJSONObject();
        one.put("d", other.get("d"));
        Files.writeString(file, new JWKSet(JWK.parse(one)).toString(false));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("do not match");
    }

    @Test
    void signsWithTheJdkWhereNothingFasterWorks() {
        KeyCustody slow = open(new LocalSigners(Optional.empty()));

        for (JWSAlgorithm algorithm : SigningKeys.ALGORITHMS) {
            SigningKey key = slow.versions(algorithm).get(0).key();
            assertThat(key.verifies(INPUT, slow.sign(key, INPUT))).isTrue();
            assertThat(key.verifies(INPUT, custody.sign(key, INPUT))).isTrue();
        }
    }

    /** Several servers on a laptop share the file; one of them rotates. */
    @Test
    void signsWithVersionThatAnotherProcessHasMade() {
        KeyCustody other = open();
        SigningKey made = other.addVersion(JWSAlgorithm.ES256).key();

        assertThat(made.verifies(INPUT, custody.sign(made, INPUT))).isTrue();
    }

    /** The file of a version of this server that knew fewer algorithms. */
    @Test
    void addsKeysForAlgorithmsThatAreMissing() throws Exception {
        List<JWK> some = JWKSet.parse(Files.readString(file)).getKeys().stream()
                .filter(jwk -> !JWSAlgorithm.EdDSA.equals(jwk.getAlgorithm()))
                .toList();
        Files.writeString(file, new JWKSet(some).toString(false));

        KeyCustody completed = open();

        assertThat(completed.versions(JWSAlgorithm.EdDSA)).hasSize(1);
        assertThat(kids(completed)).containsAll(some.stream().map(JWK::getKeyID).toList());
    }

    @Test
    void givesAllWhoStartAtOnceTheSameKeys() throws Exception {
        int starters = 6;
        var together = new CyclicBarrier(starters);
        var threads = Executors.newFixedThreadPool(starters);
        file = folder.resolve("new/signing-keys.json");
        Callable<Set<String>> start = () -> {
            together.await();
            return kids(open());
        };

        var seen = new HashSet<Set<String>>();
        for (var kids : threads.invokeAll(Collections.nCopies(starters, start))) {
            seen.add(kids.get());
        }
        threads.shutdown();

        assertThat(seen).hasSize(1);
    }

    private static JWK es256() throws Exception {
        return new ECKeyGenerator(Curve.P_256)
                .keyID("mixed-v1")
                .algorithm(JWSAlgorithm.ES256)
                .generate();
    }

    static Set<String> kids(KeyCustody custody) {
        return SigningKeys.ALGORITHMS.stream()
                .flatMap(algorithm -> custody.versions(algorithm).stream())
                .map(kept -> kept.key().kid())
                .collect(Collectors.toSet());
    }
}
