package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.parts.openbao.OpenBao;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An OpenBao as an operator sets it up for the identity server: transit keys, the least-privilege policy, an AppRole. */
final class SigningVault implements AutoCloseable {

    private static final Path POLICY = Path.of("..", "deploy", "openbao", "identity-server.hcl");
    private static final String ROLE = "auth/approle/role/identity-server";

    /** Everything written below {@code transit/}, which is calls to sign but for the rotation's one or two. */
    private static final Pattern SIGN_CALLS =
            Pattern.compile("(?m)^vault_route_update_transit__count(?:\\{[^}]*})? (\\S+)$");

    private final OpenBao bao;
    private final ProcessHandle process;

    private SigningVault(OpenBao bao, ProcessHandle process) {
        this.bao = bao;
        this.process = process;
    }

    /**
     * What has been used by some moment.
     *
     * @param calls to sign
     */
    record Usage(long calls, ProcessorTime time) {}

    /** Starts it in a process of its own. */
    static SigningVault start() {
        Set<ProcessHandle> before = children();
        OpenBao bao = OpenBao.own();
        Set<ProcessHandle> started = children();
        started.removeAll(before);
        SigningVault vault = new SigningVault(bao, started.iterator().next());
        try {
            vault.setUp();
            return vault;
        } catch (IOException e) {
            vault.close();
            throw new UncheckedIOException(e);
        }
    }

    /** How the identity server reaches it. */
    Map<String, String> settings() {
        String prefix = "hubify.identity.signing.vault.";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hubify.identity.signing.provider", "vault");
        settings.put(prefix + "uri", bao.url().toString());
        settings.put(prefix + "authentication", "app-role");
        settings.put(
                prefix + "app-role.role-id",
                bao.read(ROLE + "/role-id").at("/data/role_id").asString());
        settings.put(
                prefix + "app-role.secret-id",
                bao.write(ROLE + "/secret-id", Map.of("metadata", "{}"))
                        .at("/data/secret_id")
                        .asString());
        return settings;
    }

    Usage usage() {
        return new Usage(calls(), ProcessorTime.of(process));
    }

    @Override
    public void close() {
        bao.close();
    }

    private void setUp() throws IOException {
        bao.freshTransit();
        bao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"));
        bao.write("transit/keys/hubify-rs256", Map.of("type", "rsa-2048"));
        bao.write("transit/keys/hubify-eddsa", Map.of("type", "ed25519"));
        bao.write("sys/policies/acl/identity-server", Map.of("policy", Files.readString(POLICY)));
        bao.write("sys/auth/approle", Map.of("type", "approle"));
        bao.write(
                ROLE, Map.of("token_policies", "identity-server", "token_no_default_policy", true, "token_ttl", "1h"));
    }

    private long calls() {
        URI metrics = bao.url().resolve("/v1/sys/metrics?format=prometheus");
        try (HttpConnection connection = new HttpConnection(metrics)) {
            Matcher count = SIGN_CALLS.matcher(connection.send(Requests.get(metrics, "X-Vault-Token: " + bao.token())));
            if (!count.find()) {
                throw new IllegalStateException("OpenBao does not say how often it was called");
            }
            return (long) Double.parseDouble(count.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
