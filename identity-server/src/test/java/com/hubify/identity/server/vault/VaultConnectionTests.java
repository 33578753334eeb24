package com.hubify.identity.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.MediaType;

class VaultConnectionTests {

    private HttpServer vault;

    @BeforeEach
    void serve() throws IOException {
        vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/v1/transit", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        vault.start();
    }

    @AfterEach
    void stop() {
        vault.stop(0);
    }

    // A call changes threads half a dozen times inside the JDK's client, and everybody who signs waits for that.
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void callsOnVirtualThreads() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        connection()
                .withoutLogin()
                .post()
                .uri("transit/sign/key")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("input", "YQ"))
                .retrieve()
                .toBodilessEntity();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.matches("HttpClient-\\d+-Worker-\\d+"));
    }

    private VaultConnection connection() {
        String uri = "http://localhost:" + vault.getAddress().getPort();
        return new VaultConnection(new Binder(new MapConfigurationPropertySource(Map.of("vault.uri", uri)))
                .bindOrCreate("vault", VaultProperties.class));
    }
}
