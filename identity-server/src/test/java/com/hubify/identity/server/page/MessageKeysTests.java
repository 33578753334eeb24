package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class MessageKeysTests {

    private static final Pattern KEY = Pattern.compile("#\\{([a-z][\\w.-]*)");
    private static final Pattern BUILT_KEY = Pattern.compile("#\\{\\|([a-z][\\w.-]*)\\.\\$\\{");

    /** Keys that controllers build from scopes, error codes what is wrong with a field, and sections of the account. Their own tests look for what is missing there. */
    private static final Set<String> BUILT_IN_CODE =
            Set.of("scope.", "error.status.", "error.oauth.", "keys.problem.", "account.summary.");

    static Stream<Resource> templates() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:/templates/**/*.html"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyKeyOfTheTemplateHasAText(Resource template) throws IOException {
        assertThat(messages().stringPropertyNames()).containsAll(found(KEY, text(template)));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyFamilyOfKeysHasTexts(Resource template) throws IOException {
        assertThat(found(BUILT_KEY, text(template)))
                .allSatisfy(family ->
                        assertThat(messages().stringPropertyNames()).anyMatch(key -> key.startsWith(family + ".")));
    }

    @Test
    void noTextIsLeftOver() throws IOException {
        Set<String> used = new TreeSet<>();
        Set<String> families = new TreeSet<>(BUILT_IN_CODE);
        templates().map(MessageKeysTests::text).forEach(html -> {
            used.addAll(found(KEY, html));
            found(BUILT_KEY, html).forEach(family -> families.add(family + "."));
        });

        assertThat(messages().stringPropertyNames())
                .allMatch(key -> used.contains(key) || families.stream().anyMatch(key::startsWith));
    }

    /** A straight apostrophe would start a quotation in a pattern and vanish from the page. */
    @Test
    void everyTextIsASoundPattern() throws IOException {
        assertThat(messages().values())
                .allSatisfy(text -> assertThat(new MessageFormat((String) text)).isNotNull())
                .noneMatch(text -> ((String) text).contains("'"));
    }

    private static Set<String> found(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(Collectors.toSet());
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties messages() throws IOException {
        Properties messages = new Properties();
        try (InputStream file = new ClassPathResource("messages.properties").getInputStream();
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
