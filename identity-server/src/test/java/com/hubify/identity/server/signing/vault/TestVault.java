package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.rotation.ScannedSigning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** An OpenBao set up as an operator would, and servers that sign with it. */
public final class TestVault {

    public static final String POLICY = policy();

    private final OpenBao bao;

    private TestVault(OpenBao bao) {
        this.bao = bao;
    }

    /** The keys, the policy that ships with the server, and an AppRole that has it. */
    public static TestVault in(OpenBao bao) {
        bao.freshTransit();
        bao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"));
        bao.write("transit/keys/hubify-rs256", Map.of("type", "rsa-2048"));
        bao.write("transit/keys/hubify-eddsa", Map.of("type", "ed25519"));
        bao.write("sys/policies/acl/identity-server", Map.of("policy", POLICY));
        if (bao.read("sys/auth").at("/data/approle~1").isMissingNode()) {
            bao.write("sys/auth/approle", Map.of("type", "approle"));
        }
        TestVault vault = new TestVault(bao);
        vault.role(Map.of());
        return vault;
    }

    /** Changes how the AppRole's tokens are made. */
    void role(Map<String, ?> settings) {
        Map<String, Object> role = new HashMap<>(Map.of(
                "token_policies",
                "identity-server",
                "token_no_default_policy",
                true,
                "token_ttl",
                "10m",
                "token_max_ttl",
                "1h"));
        role.putAll(settings);
        bao.write("auth/approle/role/identity-server", role);
    }

    /** The parts of a server that sign, logged in by AppRole unless the properties say otherwise. */
    public ConfigurableApplicationContext server(String... properties) {
        return server(builder(), properties);
    }

    /** A server whose Redis holds this. */
    public ConfigurableApplicationContext serverAfter(KeyRing written, String... properties) {
        return server(
                builder()
                        .initializers(context ->
                                ((GenericApplicationContext) context).registerBean(KeyRing.class, () -> written)),
                properties);
    }

    private static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ScannedSigning.class).web(WebApplicationType.NONE);
    }

    private ConfigurableApplicationContext server(SpringApplicationBuilder builder, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "hubify.identity.signing.provider=vault",
                "hubify.identity.signing.vault.uri=" + bao.url(),
                "hubify.identity.signing.rotation.check=1s"));
        all.addAll(List.of(properties));
        if (all.stream().noneMatch(property -> property.contains(".authentication="))) {
            all.add("hubify.identity.signing.vault.authentication=app-role");
            all.add("hubify.identity.signing.vault.app-role.role-id=" + roleId());
            all.add("hubify.identity.signing.vault.app-role.secret-id=" + secretId());
        }
        return builder.properties(all.toArray(String[]::new))
                .properties("spring.main.banner-mode=off")
                .run();
    }

    public ConfigurableApplicationContext serverWithToken(String token, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("hubify.identity.signing.vault.authentication=token");
        all.add("hubify.identity.signing.vault.token=" + token);
        return server(all.toArray(String[]::new));
    }

    public String roleId() {
        return bao.read("auth/approle/role/identity-server/role-id")
                .at("/data/role_id")
                .asString();
    }

    public String secretId() {
        return bao.write("auth/approle/role/identity-server/secret-id", Map.of("metadata", "{}"))
                .at("/data/secret_id")
                .asString();
    }

    /** Revokes every token that a login by AppRole has given out. */
    public void revokeLogins() {
        bao.write("sys/leases/revoke-prefix/auth/approle/login", Map.of());
    }

    /** The policy that ships with the server, but for one path. */
    public static String policyWithout(String path) {
        String without = POLICY.replaceAll("(?ms)^path \"" + Pattern.quote(path) + "\" \\{.*?^}$", "");
        assertThat(without).isNotEqualTo(POLICY);
        return without;
    }

    private static String policy() {
        try {
            return Files.readString(Path.of("../deploy/openbao/identity-server.hcl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
