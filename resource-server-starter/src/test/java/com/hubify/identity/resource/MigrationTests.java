package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for those who come from elsewhere must not send them astray. */
class MigrationTests {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsJavaThatCompiles(@TempDir Path work) throws IOException {
        List<String> snippets = JAVA.matcher(Files.readString(Path.of("MIGRATION.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", work.toString(), "-cp", System.getProperty("java.class.path")));
        for (String snippet : snippets) {
            Path source = Files.createDirectory(work.resolve("snippet" + arguments.size()))
                    .resolve("Snippet.java");
            arguments.add(Files.writeString(source, snippet).toString());
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();

        int result = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments.toArray(String[]::new));

        assertThat(snippets).hasSizeGreaterThan(4);
        assertThat(result).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
    }
}
