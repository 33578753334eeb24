package com.hubify.identity.cli;

import com.hubify.identity.cli.login.Browser;
import com.hubify.identity.cli.session.Pause;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A machine to run the command on: its own home, environment, clock and screen. */
final class TestMachine {

    final Map<String, String> environment = new HashMap<>();
    final FakeBrowser browser = new FakeBrowser();
    Browser opener = browser;
    Duration patience = Duration.ofSeconds(30);
    Duration timeout = Duration.ofSeconds(10);
    Pause pause;
    String input = "";
    boolean interactive;
    String issuer = "https://id.hubify.com";

    private final Path home;
    private final TestClock clock;

    TestMachine(Path home, TestClock clock, FakeIdentityServer server) {
        this.home = home;
        this.clock = clock;
        this.pause = clock::wind;
        environment.put("HUBIFY_ISSUER", server.issuer());
    }

    Path credentials() {
        return home.resolve(".config/hubify/credentials.json");
    }

    /** Runs one command line to its end. */
    Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Hubify(surroundings(stream(out), stream(err))).run(arguments);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs one command line whose output goes to a program that reads no more. */
    Outcome runIntoClosedPipe(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream closed = new PrintStream(new ClosedPipe(), true, StandardCharsets.UTF_8);
        int exitCode = new Hubify(surroundings(closed, stream(err))).run(arguments);
        return new Outcome(exitCode, "", err.toString(StandardCharsets.UTF_8));
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    Surroundings surroundings(PrintStream out, PrintStream err) {
        return new Surroundings(
                environment,
                issuer,
                home,
                "Linux",
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                interactive,
                clock,
                new SecureRandom(),
                pause,
                opener,
                patience,
                timeout);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What a command left behind. */
    record Outcome(int exitCode, String out, String err) {

        ObjectNode json() {
            return Json.object(out).orElseThrow(() -> new AssertionError("not JSON: " + out + err));
        }
    }
}
