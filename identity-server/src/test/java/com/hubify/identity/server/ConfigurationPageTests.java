package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.settings.KnownProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that lists all settings lists all of them, each with the default that the code has. */
class ConfigurationPageTests {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(hubify\\.[^`]+)` \\| (?:`([^`]*)`)? ?\\| \\S.* \\|$");

    @Test
    void listsEachPropertyWithItsDefault() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            String name = row.group(1).replaceAll("<[a-z]+>", "*").replace("[n]", ".*");
            listed.put(name, row.group(2) == null ? "" : row.group(2));
        }

        assertThat(listed)
                .as("rows of docs/configuration.md: | `property` | `default` | meaning |")
                .isEqualTo(
                        KnownProperties.onClassPath(getClass().getClassLoader()).defaults());
    }
}
