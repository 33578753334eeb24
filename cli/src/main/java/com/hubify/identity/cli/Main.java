package com.hubify.identity.cli;

import com.hubify.identity.cli.login.DesktopBrowser;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Where the process begins and ends; the only place that touches the real machine. */
public final class Main {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Hubify(machine()).run(arguments));
    }

    static Surroundings machine() {
        Map<String, String> environment = System.getenv();
        String operatingSystem = System.getProperty("os.name", "");
        return new Surroundings(
                environment,
                System.getProperty("hubify.issuer", "https://id.hubify.com"),
                Path.of(System.getProperty("user.home", "")),
                operatingSystem,
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                isTerminal(),
                Clock.systemUTC(),
                new SecureRandom(),
                Main::sleep,
                new DesktopBrowser(environment, operatingSystem),
                PATIENCE,
                TIMEOUT);
    }

    /** JSON is UTF-8 whatever the locale says. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Since Java 22 there may be a console without a terminal; only then can it be asked. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
