package com.hubify.identity.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Secrets that aren't keys come from Vault's key-value engine, by configuration import. */
@OpenBaoServer
class VaultSecretsIT {

    private static final String READ = "path \"secrets/data/hubify/identity-server\" { capabilities = [\"read\"] }\n";

    private final OpenBao bao;

    VaultSecretsIT(OpenBao bao) {
        this.bao = bao;
    }

    @BeforeEach
    void fill() {
        if (bao.read("sys/mounts").at("/data/secrets~1").isMissingNode()) {
            bao.write("sys/mounts/secrets", Map.of("type", "kv", "options", Map.of("version", "2")));
        }
        bao.write(
                "secrets/data/hubify/identity-server",
                Map.of(
                        "data",
                        Map.of("spring.data.redis.password", "from-vault", "hubify.identity.audit.stream-length", 7)));
    }

    @Test
    void membersOfTheSecretAreProperties() {
        try (ConfigurableApplicationContext server = start(READ, "vault-kv:secrets/hubify/identity-server")) {
            assertThat(server.getEnvironment().getProperty("spring.data.redis.password"))
                    .isEqualTo("from-vault");
            assertThat(server.getEnvironment().getProperty("hubify.identity.audit.stream-length", Integer.class))
                    .isEqualTo(7);
        }
    }

    @Test
    void secretThatIsNotThereFailsTheStartUnlessItIsOptional() {
        String absent = READ.replace("identity-server", "absent");

        assertThatThrownBy(() -> start(absent, "vault-kv:secrets/hubify/absent"))
                .hasMessageContaining("vault-kv:secrets/hubify/absent");
        start(absent, "optional:vault-kv:secrets/hubify/absent").close();
    }

    @Test
    void namesPolicyThatIsTooNarrow() {
        assertThatThrownBy(() -> start(READ.replace("hubify", "other"), "vault-kv:secrets/hubify/identity-server"))
                .hasMessageContaining("spring.config.import=vault-kv:secrets/hubify/identity-server")
                .hasMessageContaining("secrets/data/hubify/identity-server")
                .hasMessageNotContaining("from-vault");
    }

    @Test
    void namesAddressWhereNobodyAnswers() {
        assertThatThrownBy(() -> start(
                        READ,
                        "vault-kv:secrets/hubify/identity-server",
                        "--hubify.identity.signing.vault.uri=http://127.0.0.1:1"))
                .hasMessageContaining("hubify.identity.signing.vault.uri");
    }

    @Test
    void namesImportThatIsNoAddress() {
        assertThatThrownBy(() -> start(READ, "vault-kv:secrets"))
                .hasMessageContaining("spring.config.import")
                .hasMessageContaining("vault-kv:MOUNT/PATH");
    }

    private ConfigurableApplicationContext start(String policy, String location, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.import=" + location,
                "--hubify.identity.signing.vault.uri=" + bao.url(),
                "--hubify.identity.signing.vault.authentication=token",
                "--hubify.identity.signing.vault.token=" + bao.tokenFor(policy)));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "spring.config.location=optional:classpath:/none/")
                .run(arguments.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
