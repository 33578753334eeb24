package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes a service ahead of time as {@code spring-boot:process-aot} does, and starts what comes of it. */
class AheadOfTimeIT {

    private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void guardsServiceThatWasProcessedAheadOfTime(String stack) throws Exception {
        try (StubIssuer issuer = new StubIssuer()) {
            process(stack);
            compile();

            Process service = start(settings(stack, issuer));
            try {
                Wire wire = new Wire(port());
                TestTokens tokens = new TestTokens(issuer, "https://api.hubify.com", List.of(), Clock::systemUTC);
                String good = tokens.accessToken().scopes("labs:read").bearer();
                String poor = tokens.apiKey().scopes("pods:read").bearer();

                assertThat(wire.get("/v1/labs").status()).isEqualTo(401);
                assertThat(wire.get("/v1/labs", "Authorization: " + good).body())
                        .isEqualTo(TestTokens.SUBJECT);
                assertThat(wire.get("/v1/labs", "Authorization: " + poor).status())
                        .isEqualTo(403);
            } finally {
                service.destroy();
                assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    // Without any property of the starter: where a service is built, nobody knows its secret or where its
    // issuer will be.
    private void process(String stack) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH,
                "org.springframework.boot.SpringApplicationAotProcessor",
                AotService.class.getName(),
                work.resolve("sources").toString(),
                work.resolve("classes").toString(),
                work.resolve("classes").toString(),
                "com.hubify.identity",
                stack));
        command.add(webApplication(stack));
        Process processor = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("process.log").toFile())
                .start();

        assertThat(processor.waitFor()).as(() -> read("process.log")).isZero();
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-d", work.resolve("classes").toString(), "-cp", work.resolve("classes") + ":" + CLASS_PATH));
        try (Stream<Path> sources = Files.walk(work.resolve("sources"))) {
            sources.map(Path::toString)
                    .filter(source -> source.endsWith(".java"))
                    .forEach(arguments::add);
        }

        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private Process start(List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-Dspring.aot.enabled=true",
                "-cp",
                work.resolve("classes") + ":" + CLASS_PATH,
                AotService.class.getName()));
        command.addAll(settings);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("service.log").toFile())
                .start();
    }

    private static List<String> settings(String stack, StubIssuer issuer) {
        return List.of(
                "--server.port=0",
                webApplication(stack),
                "--hubify.resource.issuer-uri=" + issuer.issuer(),
                "--hubify.resource.client-id=" + StubIssuer.CLIENT_ID,
                "--hubify.resource.client-secret=" + StubIssuer.CLIENT_SECRET);
    }

    private static String webApplication(String stack) {
        return "--spring.main.web-application-type=" + stack;
    }

    private int port() {
        AtomicInteger port = new AtomicInteger();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Matcher started = STARTED.matcher(read("service.log"));
            port.set(started.find() ? Integer.parseInt(started.group(1)) : 0);
            return port.get() > 0;
        });
        assertThat(read("service.log")).contains("AOT-processed");
        return port.get();
    }

    private String read(String file) {
        try {
            return Files.readString(work.resolve(file));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
