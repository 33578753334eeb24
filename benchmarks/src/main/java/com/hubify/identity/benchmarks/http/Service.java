package com.hubify.identity.benchmarks.http;

import com.hubify.identity.benchmarks.ClassPath;
import com.hubify.identity.benchmarks.JavaProgram;
import com.hubify.identity.benchmarks.ProcessorTime;
import com.hubify.identity.parts.program.FreePort;
import com.hubify.identity.resource.test.StubIssuer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link MeasuredService} in a process of its own. */
final class Service implements AutoCloseable {

    private static final String HEAP = "-Xmx512m";

    private final JavaProgram program;
    private final URI address;

    private Service(JavaProgram program, URI address) {
        this.program = program;
        this.address = address;
    }

    static Service launch(Stack stack, Protection protection, StubIssuer issuer) {
        int port = FreePort.find();
        List<String> arguments = new ArrayList<>(List.of(
                HEAP,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                protection.of(stack.of(ClassPath.own())).value(),
                MeasuredService.class.getName(),
                stack.name(),
                protection.name(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off"));
        arguments.addAll(protection.settings(issuer));
        String name = "http-" + stack.word() + "-" + protection.name().toLowerCase(Locale.ROOT) + "-" + port;
        return new Service(
                JavaProgram.launch(name, arguments), URI.create("http://127.0.0.1:" + port + MeasuredService.PATH));
    }

    /** Waits until it answers. */
    void ready() {
        program.ready(address);
    }

    URI address() {
        return address;
    }

    ProcessorTime processorTime() {
        return program.processorTime();
    }

    @Override
    public void close() {
        program.close();
    }
}
