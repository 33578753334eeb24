package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.testing.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine, a server, and the command between them. */
abstract class CommandTest {

    // Nimbus compares ID tokens with the real time, so the clock begins there and is wound forward from it.
    final TestClock clock = TestClock.standingAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
    final FakeIdentityServer server = new FakeIdentityServer(clock);
    TestMachine machine;

    @TempDir
    Path home;

    @BeforeEach
    void setUpMachine() {
        machine = new TestMachine(home, clock, server);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    Outcome run(String... arguments) {
        return machine.run(arguments);
    }

    void signIn() {
        Outcome login = run("auth", "login");
        assertThat(login.exitCode()).as(login.err()).isZero();
    }
}
