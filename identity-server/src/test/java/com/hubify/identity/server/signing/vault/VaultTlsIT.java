package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.parts.openbao.Authority;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.KeyCustodyContract;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Vault with a certificate of an authority that only its owner knows, as most of them have it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultTlsIT {

    private static final String CA_FILE = "hubify.identity.signing.vault.ca-file";

    @TempDir
    Path folder;

    private final Authority authority = Authority.create();
    private OpenBao bao;
    private TestVault vault;

    @BeforeAll
    void start() {
        bao = OpenBao.ownWithTls(authority);
        vault = TestVault.in(bao);
    }

    @AfterAll
    void stop() {
        bao.close();
    }

    @Test
    void signsOverTlsWithTheAuthoritysCertificate() {
        try (var server = vault.server(CA_FILE + "=" + authority.certificate())) {
            SigningKeys keys = server.getBean(SigningKeys.class);
            SigningKey key = keys.current(JWSAlgorithm.ES256);

            assertThat(bao.url()).hasScheme("https");
            assertThat(key.verifies(KeyCustodyContract.INPUT, keys.sign(key, KeyCustodyContract.INPUT)))
                    .isTrue();
        }
    }

    @Test
    void namesPropertyWhenItKnowsNoneButThePlatformsAuthorities() {
        assertThatThrownBy(() -> vault.server().close()).hasStackTraceContaining(CA_FILE);
    }

    // Attack: somebody on the way to Vault shows a certificate of an authority of their own, to be given the login.
    @Test
    void givesItsLoginToNobodyWhoseCertificateIsAnothers() {
        assertThatThrownBy(() -> vault.server(CA_FILE + "=" + Authority.create().certificate())
                        .close())
                .hasRootCauseInstanceOf(GeneralSecurityException.class)
                .hasStackTraceContaining(CA_FILE);
    }

    @Test
    void namesPropertyOfFileThatIsNotThere() {
        assertStartFailsBecauseOf(folder.resolve("absent.pem"));
    }

    @Test
    void namesPropertyOfFileWithoutCertificates() throws Exception {
        assertStartFailsBecauseOf(Files.writeString(folder.resolve("empty.pem"), ""));
        assertStartFailsBecauseOf(Files.writeString(folder.resolve("text.pem"), "no certificate"));
        assertStartFailsBecauseOf(Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
        assertStartFailsBecauseOf(folder);
    }

    private void assertStartFailsBecauseOf(Path file) {
        assertThatThrownBy(() -> vault.server(CA_FILE + "=" + file).close())
                .hasStackTraceContaining(CA_FILE)
                .hasStackTraceContaining(file.toString());
    }
}
