package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.KeyCustodyContract;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.vault.TestVault;
import com.hubify.identity.server.vault.VaultLogins;
import com.hubify.identity.settings.StartRefused;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.vault.support.VaultToken;

/** How the server gets into Vault, and what it says when it has been set up wrongly. */
@OpenBaoServer
@ExtendWith(OutputCaptureExtension.class)
class VaultSetupIT {

    @TempDir
    Path folder;

    private final OpenBao bao;
    private final TestVault vault;

    VaultSetupIT(OpenBao bao) {
        this.bao = bao;
        this.vault = TestVault.in(bao);
    }

    @Test
    void logsInWithToken() {
        try (var server = vault.serverWithToken(bao.tokenFor(TestVault.POLICY))) {
            assertSigns(server);
        }
    }

    @Test
    void logsInWithTokenFromFile() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), bao.tokenFor(TestVault.POLICY) + "\n");

        try (var server = vault.server(
                "hubify.identity.signing.vault.authentication=token",
                "hubify.identity.signing.vault.token-file=" + token)) {
            assertSigns(server);
        }
    }

    @Test
    void signsOnOnceItsFileHoldsAnotherTokenThanTheRevokedOne() throws Exception {
        String first = bao.tokenFor(TestVault.POLICY);
        Path token = Files.writeString(folder.resolve("token"), first);

        try (var server = vault.server(
                "hubify.identity.signing.vault.authentication=token",
                "hubify.identity.signing.vault.token-file=" + token)) {
            bao.write("auth/token/revoke", Map.of("token", first));
            assertThat(server.getBean(SigningHealth.class).health().getStatus().getDescription())
                    .isEqualTo("forbidden");

            Files.writeString(token, bao.tokenFor(TestVault.POLICY));

            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptionsInstanceOf(SigningUnavailable.class)
                    .untilAsserted(() -> assertSigns(server));
        }
    }

    @Test
    void logsInWithAppRoleFromFiles() throws Exception {
        Path roleId = Files.writeString(folder.resolve("role-id"), vault.roleId());
        Path secretId = Files.writeString(folder.resolve("secret-id"), vault.secretId());

        try (var server = vault.server(
                "hubify.identity.signing.vault.authentication=app-role",
                "hubify.identity.signing.vault.app-role.role-id-file=" + roleId,
                "hubify.identity.signing.vault.app-role.secret-id-file=" + secretId)) {
            assertSigns(server);
        }
    }

    // Kubernetes' method asks a cluster about the token; the JWT method takes the same login and knows the key.
    @Test
    void logsInWithServiceAccountTokenOfKubernetes() throws Exception {
        ECKey cluster = new ECKeyGenerator(Curve.P_256).generate();
        acceptServiceAccountsOf(cluster);
        Path token = Files.writeString(folder.resolve("token"), serviceAccountToken(cluster));

        try (var server = vault.server(
                "hubify.identity.signing.vault.authentication=kubernetes",
                "hubify.identity.signing.vault.kubernetes.path=cluster",
                "hubify.identity.signing.vault.kubernetes.role=identity-server",
                "hubify.identity.signing.vault.kubernetes.token-file=" + token)) {
            assertSigns(server);
        }
    }

    @Test
    void namesAuthenticationWhenTokenIsWrong() {
        assertStartFailsWith(() -> vault.serverWithToken("s.wrong"))
                .hasMessageContaining("hubify.identity.signing.vault.authentication")
                .hasMessageNotContaining("s.wrong");
    }

    @Test
    void namesAuthenticationWhenSecretIdIsWrong() {
        assertStartFailsWith(() -> vault.server(
                        "hubify.identity.signing.vault.authentication=app-role",
                        "hubify.identity.signing.vault.app-role.role-id=" + vault.roleId(),
                        "hubify.identity.signing.vault.app-role.secret-id=wrong"))
                .hasMessageContaining("hubify.identity.signing.vault.authentication");
    }

    @Test
    void namesPropertyOfMissingCredential() {
        assertThatThrownBy(() -> vault.server("hubify.identity.signing.vault.authentication=token"))
                .rootCause()
                .hasMessageContaining("hubify.identity.signing.vault.token");
    }

    @Test
    void namesPolicyWhenItIsTooNarrow() {
        String narrow = TestVault.POLICY.replace("transit/keys/hubify-rs256", "transit/keys/other");

        assertStartFailsWith(() -> vault.serverWithToken(bao.tokenFor(narrow)))
                .hasMessageContaining("transit/keys/hubify-rs256")
                .hasMessageContaining("policy");
    }

    @Test
    void namesPolicyThatLetsItReadAndNotSign() {
        String narrow = TestVault.POLICY.replace("transit/sign/hubify-rs256", "transit/sign/other");

        assertStartFailsWith(() -> vault.serverWithToken(bao.tokenFor(narrow)))
                .hasMessageContaining("transit/sign/hubify-rs256")
                .hasMessageContaining("policy");
    }

    // The first rotation comes weeks after the start, and one after a leak must not be the first to fail.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "transit/keys/hubify-es256/rotate",
                "transit/keys/hubify-rs256/config",
                "transit/keys/hubify-eddsa/trim",
            })
    void namesPolicyThatLetsItSignAndNotRotate(String path) {
        String narrow = TestVault.policyWithout(path);

        assertStartFailsWith(() -> vault.serverWithToken(bao.tokenFor(narrow)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("lacks update on " + path + ".")
                .hasMessageContaining("deploy/openbao/identity-server.hcl");
    }

    @Test
    void namesEverythingThatThePolicyLacks() {
        String narrow = TestVault.POLICY.replace("/rotate", "/elsewhere").replace("/trim", "/elsewhere");

        assertStartFailsWith(() -> vault.serverWithToken(bao.tokenFor(narrow)))
                .hasMessageContaining("update on transit/keys/hubify-es256/rotate")
                .hasMessageContaining("update on transit/keys/hubify-es256/trim")
                .hasMessageContaining("update on transit/keys/hubify-rs256/rotate")
                .hasMessageContaining("update on transit/keys/hubify-rs256/trim")
                .hasMessageContaining("update on transit/keys/hubify-eddsa/rotate")
                .hasMessageContaining("update on transit/keys/hubify-eddsa/trim")
                .hasMessageNotContaining("config");
    }

    @Test
    void namesPolicyThatGrantsAnotherCapabilityThanTheOneNeeded() {
        String path = "transit/keys/hubify-es256/rotate";
        String narrow = TestVault.policyWithout(path) + "path \"" + path + "\" { capabilities = [\"read\", \"list\"] }";

        assertStartFailsWith(() -> vault.serverWithToken(bao.tokenFor(narrow)))
                .hasMessageContaining("update on " + path);
    }

    @Test
    void findsNothingAmissInThePolicyThatIsShipped(CapturedOutput output) {
        try (var server = vault.server()) {
            assertSigns(server);
            assertThat(output).doesNotContain("Could not check");
        }
    }

    // What others have set up need not be as narrow as ours.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "path \"transit/*\" { capabilities = [\"read\", \"update\"] }",
                "path \"transit/+/+/rotate\" { capabilities = [\"update\"] }",
            })
    void findsNothingAmissInWiderPolicies(String more, CapturedOutput output) {
        String wide = TestVault.policyWithout("transit/keys/hubify-es256/rotate") + more;

        try (var server = vault.serverWithToken(bao.tokenFor(wide))) {
            assertSigns(server);
            assertThat(output).doesNotContain("Could not check");
        }
    }

    @Test
    void findsNothingAmissInRootToken(CapturedOutput output) {
        try (var server = vault.serverWithToken(bao.token())) {
            assertSigns(server);
            assertThat(output).doesNotContain("Could not check");
        }
    }

    @Test
    void startsUncheckedWhereThePolicyForbidsToAskForCapabilities(CapturedOutput output) {
        String silent = TestVault.policyWithout("sys/capabilities-self");

        try (var server = vault.serverWithToken(bao.tokenFor(silent))) {
            assertSigns(server);
            assertThat(output)
                    .containsOnlyOnce("Could not check")
                    .contains("path \"sys/capabilities-self\" { capabilities = [\"update\"] }")
                    .contains("deploy/openbao/identity-server.hcl");
        }
    }

    // Vault sends such a path to the right one, and knows no capabilities of it.
    @ParameterizedTest
    @ValueSource(strings = {"transit/", "/transit"})
    void takesMountWithSlashes(String mount) {
        try (var server = vault.server("hubify.identity.signing.vault.mount=" + mount)) {
            assertSigns(server);
        }
    }

    // To a token with the shipped policy Vault doesn't say what isn't there, so all that may be wrong is named.
    @ParameterizedTest
    @ValueSource(strings = {"mount=elsewhere", "keys.es256=absent", "keys.rs256=absent", "keys.eddsa=absent"})
    void namesMountAndKeysWhereThePolicyHidesThem(String wrong) {
        assertStartFailsWith(() -> vault.server("hubify.identity.signing.vault." + wrong))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("403")
                .hasMessageContaining("hubify.identity.signing.vault.authentication")
                .hasMessageContaining("hubify.identity.signing.vault.mount")
                .hasMessageContaining("hubify.identity.signing.vault.keys");
    }

    @Test
    void namesMountThatIsNotThere() {
        assertStartFailsWith(() -> vault.serverWithToken(bao.token(), "hubify.identity.signing.vault.mount=elsewhere"))
                .hasMessageContaining("elsewhere/keys/")
                .hasMessageContaining("hubify.identity.signing.vault.mount");
    }

    @Test
    void namesKeyThatIsNotThere() {
        assertStartFailsWith(
                        () -> vault.serverWithToken(bao.token(), "hubify.identity.signing.vault.keys.rs256=absent"))
                .hasMessageContaining("transit/keys/absent")
                .hasMessageContaining("hubify.identity.signing.vault.keys.rs256");
    }

    @ParameterizedTest
    @CsvSource({
        "es256, ed25519,      ecdsa-p256",
        "es256, ecdsa-p384,   ecdsa-p256",
        "es256, rsa-2048,     ecdsa-p256",
        "es256, aes256-gcm96, ecdsa-p256",
        "rs256, ecdsa-p256,   rsa-2048",
        "rs256, ed25519,      rsa-2048",
        "eddsa, ecdsa-p256,   ed25519",
        "eddsa, rsa-2048,     ed25519",
        "eddsa, aes256-gcm96, ed25519",
    })
    void namesKeyOfWrongType(String key, String type, String needed) {
        String property = "hubify.identity.signing.vault.keys." + key;
        bao.write("transit/keys/wrong", Map.of("type", type));

        assertStartFailsWith(() -> vault.serverWithToken(bao.token(), property + "=wrong"))
                .hasMessageContaining("wrong is of type %s and must be of type %s", type, needed)
                .hasMessageContaining(property);
    }

    @Test
    void takesLongerRsaKey() {
        bao.write("transit/keys/long", Map.of("type", "rsa-3072"));

        try (var server = vault.serverWithToken(bao.token(), "hubify.identity.signing.vault.keys.rs256=long")) {
            assertSigns(server);
        }
    }

    @Test
    void revokesItsTokenWhenItStops() {
        VaultToken token;
        try (var server = vault.server()) {
            token = VaultLogins.token(server);
            assertThat(lookUp(token)).isEqualTo(200);
        }
        assertThat(lookUp(token)).isEqualTo(403);
    }

    @Test
    void leavesOneLineOfTokenThatWasRevokedMeanwhile(CapturedOutput output) {
        try (var server = vault.server()) {
            vault.revokeLogins();

            assertSigns(server);
        }
        assertThat(output)
                .containsPattern("accessor [\\w.-]{10,}\\) can't be revoked")
                .contains("auth/token/revoke-self")
                .doesNotContain("\tat ");
    }

    private int lookUp(VaultToken token) {
        return bao.status(token.getToken(), "GET", "auth/token/lookup-self", Map.of());
    }

    // Attack: somebody who may read keys made this one exportable, to take the private half along.
    @Test
    void refusesKeyWhosePrivateHalfCanLeave() {
        bao.write("transit/keys/leaky", Map.of("type", "ecdsa-p256", "exportable", true));

        assertStartFailsWith(() -> vault.serverWithToken(bao.token(), "hubify.identity.signing.vault.keys.es256=leaky"))
                .hasMessageContaining("leaky")
                .hasMessageContaining("exportable");
    }

    private void acceptServiceAccountsOf(ECKey cluster) throws Exception {
        if (bao.read("sys/auth").at("/data/cluster~1").isMissingNode()) {
            bao.write("sys/auth/cluster", Map.of("type", "jwt"));
        }
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(cluster.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        bao.write("auth/cluster/config", Map.of("jwt_validation_pubkeys", pem, "jwt_supported_algs", "ES256"));
        bao.write(
                "auth/cluster/role/identity-server",
                Map.of(
                        "role_type", "jwt",
                        "user_claim", "sub",
                        "bound_audiences", "vault",
                        "token_policies", "identity-server"));
    }

    private static String serviceAccountToken(ECKey cluster) throws Exception {
        Instant now = Instant.ofEpochMilli(new Date().getTime());
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .subject("system:serviceaccount:hubify:identity-server")
                        .audience("vault")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600)))
                        .build());
        jwt.sign(new ECDSASigner(cluster));
        return jwt.serialize();
    }

    private static void assertSigns(ConfigurableApplicationContext server) {
        SigningKeys keys = server.getBean(SigningKeys.class);
        for (JWSAlgorithm algorithm : new JWSAlgorithm[] {JWSAlgorithm.ES256, JWSAlgorithm.RS256}) {
            SigningKey key = keys.current(algorithm);
            assertThat(key.verifies(KeyCustodyContract.INPUT, keys.sign(key, KeyCustodyContract.INPUT)))
                    .isTrue();
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertStartFailsWith(ThrowingCallable start) {
        Throwable failure = catchThrowable(start);
        while (failure != null && !(failure instanceof IllegalStateException)) {
            failure = failure.getCause();
        }
        return assertThat(failure);
    }
}
