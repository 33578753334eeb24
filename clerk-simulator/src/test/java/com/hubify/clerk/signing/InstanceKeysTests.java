package com.hubify.clerk.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.TestInstances;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceKeysTests {

    private static final String INSTANCE_ID = "ins_0123456789abcdefghijklmnopq";

    @TempDir
    private Path directory;

    @Test
    void makesOneKeyNamedAfterTheInstance() throws Exception {
        RSAKey key = keys(null).current();

        assertThat(key.getKeyID()).isEqualTo(INSTANCE_ID);
        assertThat(key.size()).isEqualTo(2048);
        assertThat(key.getPublicExponent().decodeToBigInteger()).isEqualTo(65_537);
    }

    @Test
    void publishesNothingPrivate() {
        assertThat(keys(null).published().getKeys()).hasSize(1).noneMatch(JWK::isPrivate);
    }

    @Test
    void keepsTheKeyOverARestart() {
        RSAKey first = keys(directory).current();

        assertThat(keys(directory).current()).isEqualTo(first);
    }

    @Test
    void letsOnlyTheOwnerReadTheKey() throws IOException {
        keys(directory);

        try (var files = Files.list(directory)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void refusesToStartOverADamagedFile() throws IOException {
        keys(directory);
        try (var files = Files.list(directory)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"keys\":");
        }

        assertThatThrownBy(() -> keys(directory)).hasMessageContaining("signing-keys.json");
    }

    @Test
    void rotatesUnderTheSameId() {
        InstanceKeys keys = keys(directory);
        RSAKey before = keys.current();

        RSAKey after = keys.rotate(true);

        assertThat(after).isNotEqualTo(before);
        assertThat(keys.published().getKeys()).extracting(JWK::getKeyID).containsExactly(INSTANCE_ID);
        assertThat(keys(directory).current()).isEqualTo(after);
    }

    @Test
    void keepsTheOldKeyPublishedUnderANewId() {
        InstanceKeys keys = keys(directory);

        RSAKey after = keys.rotate(false);

        assertThat(keys.published().getKeys()).extracting(JWK::getKeyID).containsExactly(after.getKeyID(), INSTANCE_ID);
        assertThat(keys(directory).published()).isEqualTo(keys.published());
    }

    private static InstanceKeys keys(@Nullable Path directory) {
        InstanceProperties properties =
                new InstanceProperties(null, INSTANCE_ID, Secret.of("sk_test_x"), directory, TestInstances.switches());
        return new InstanceKeys(properties, new SecureRandom(), TestInstances.ids());
    }
}
