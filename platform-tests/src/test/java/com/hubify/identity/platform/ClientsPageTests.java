package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newcomer copies from the page, so it holds the lines that {@link RealClientsIT} runs. */
class ClientsPageTests {

    private static final Path PROGRAM = Path.of("real-clients", "spring-boot", "src", "main");

    @ParameterizedTest
    @ValueSource(strings = {"application-client.yml", "application-service.yml"})
    void givesTheSettingsThatRun(String file) throws IOException {
        var settings = lines(Files.readString(PROGRAM.resolve("resources").resolve(file)));

        assertThat(ClientsPage.blocks().stream().map(ClientsPageTests::lines)).contains(settings);
    }

    @Test
    void givesTheBeansThatRun() throws IOException {
        var program = new StringBuilder();
        for (String file : List.of("Client.java", "Service.java")) {
            program.append(lines(
                    Files.readString(PROGRAM.resolve("java/com/hubify/example").resolve(file))));
        }

        assertThat(beans())
                .hasSize(3)
                .allSatisfy(bean -> assertThat(program.toString()).contains(bean));
    }

    @Test
    void registersTheApplicationWhereSpringIsCalledBack() {
        assertThat(ClientsPage.springBootClient())
                .containsEntry("redirect-uris", ClientsPage.APPLICATION + "/login/oauth2/code/hubify")
                .containsEntry("post-logout-redirect-uris", ClientsPage.APPLICATION + "/");
    }

    private static Stream<String> beans() {
        return ClientsPage.blocks().stream()
                .filter(block -> block.startsWith("@Bean"))
                .flatMap(block -> Stream.of(block.split("(?m)^(?=@Bean)")))
                .map(ClientsPageTests::lines);
    }

    /** Without what is different from place to place: indentation, empty lines and comments on settings. */
    private static String lines(String text) {
        return text.lines()
                .map(line -> line.replaceFirst(" +# .*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
