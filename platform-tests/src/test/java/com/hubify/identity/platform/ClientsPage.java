package com.hubify.identity.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** The page that says what clients need, {@code docs/clients.md}: what stands there is what runs here. */
final class ClientsPage {

    /** Where the page's applications are. */
    static final String APPLICATION = "https://app.example.com";

    private static final Path PAGE = Path.of("..", "docs", "clients.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:java|yaml)\n(.*?)^```$");

    private ClientsPage() {}

    /** Pieces of code and settings, as they stand there. */
    static List<String> blocks() {
        try {
            return BLOCK.matcher(Files.readString(PAGE))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The members that the server has of a Spring Boot application. */
    static Map<String, String> springBootClient() {
        var block = blocks().stream()
                .filter(yaml -> yaml.contains(APPLICATION + "/login/oauth2/code/"))
                .findFirst()
                .orElseThrow();
        Map<String, Map<String, Map<String, Object>>> clients = new Yaml().load(block);
        var client = clients.values().iterator().next().values().iterator().next();
        var members = new LinkedHashMap<String, String>();
        client.forEach((member, value) -> members.put(member, text(value)));
        return members;
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
