package com.hubify.identity.server.flow;

import com.hubify.identity.parts.program.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The Clerk simulator as it is shipped, in a process of its own, one for all flows. */
final class Clerk {

    /** What the server must know as its signing secret to believe events of this Clerk. */
    static final String WEBHOOK_SECRET = "whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==";

    /** A production key: tests sign people in more often than a development instance allows. */
    static final String SECRET_KEY = "sk_live_hubify_simulator";

    private static final Path JAR = Path.of("../clerk-simulator/target/clerk-simulator-exec.jar");

    private static final class Shared {
        static final Clerk CLERK = new Clerk(FreePort.find(), FreePort.find(), FreePort.find());
    }

    private final int port;
    private final int serverPort;
    private final int breakableServerPort;
    private final Process process;

    private Clerk(int port, int serverPort, int breakableServerPort) {
        this.port = port;
        this.serverPort = serverPort;
        this.breakableServerPort = breakableServerPort;
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(JAR + " is missing: build with -am, up to the phase package");
        }
        this.process = start(port, serverPort, breakableServerPort);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::isReady);
    }

    static Clerk shared() {
        return Shared.CLERK;
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** @param faults as JSON: {@code {"down":true}}, or {@code {}} for none */
    void fail(String faults) {
        try {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(issuer() + "/simulator/faults"))
                                    .header("Content-Type", "application/json")
                                    .PUT(HttpRequest.BodyPublishers.ofString(faults))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port the identity server must have: Clerk sends people back there and nowhere else. */
    int serverPort() {
        return serverPort;
    }

    /** The port of a second server, whose parts are broken under it. */
    int breakableServerPort() {
        return breakableServerPort;
    }

    private static Process start(int port, int serverPort, int breakableServerPort) {
        try {
            return new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            JAR.toString(),
                            "--server.port=" + port,
                            "--clerk.simulator.secret-key=" + SECRET_KEY,
                            "--clerk.simulator.backend.requests=1000",
                            "--clerk.simulator.applications[0].redirect-uris=" + callback(serverPort) + ","
                                    + callback(breakableServerPort),
                            "--clerk.simulator.webhooks.endpoints[0].url=http://localhost:" + serverPort
                                    + "/webhooks/clerk",
                            "--clerk.simulator.webhooks.endpoints[0].secret=" + WEBHOOK_SECRET)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/clerk-simulator.log"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String callback(int serverPort) {
        return "http://localhost:" + serverPort + "/login/oauth2/code/clerk";
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the Clerk simulator has ended: see target/clerk-simulator.log");
        }
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(issuer() + "/actuator/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
