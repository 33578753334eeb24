package com.hubify.identity.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * Attack, or haste: a sign-in interrupts a form, and the page comes back without a field that limited something. A key that was to
 * be valid from one network was made for all.
 */
class InterruptedFormsTests {

    private static final PathMatchingResourcePatternResolver TEMPLATES = new PathMatchingResourcePatternResolver();
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\"[^>]*?@\\{((?:[^{}(]|\\{id})*)");
    private static final Pattern FIELD =
            Pattern.compile("<(?:input|select|textarea|button)\\b[^>]*?\\sname=\"(\\w+)\"");
    private static final Pattern FRAGMENT = Pattern.compile("~\\{fragments/(\\w+) :: (\\w+)");

    /** What is said by a click, which is to be made anew, or of what the page shows, and not what was entered. */
    private static final Set<String> OF_ONE_CLICK =
            Set.of("once", "confirmed", "decision", "scope", "session", "organization", "version");

    static Stream<Resource> forms() throws IOException {
        return Stream.of(TEMPLATES.getResources("classpath:/templates/**/*.html"))
                .filter(it -> InterruptedRequest.isPath(path(text(it))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void formComesBackWithAllItsFields(Resource template) {
        String html = text(template);
        String path = path(html);
        List<String> fields = Stream.concat(found(FIELD, html).stream(), ofFragments(html))
                .filter(field -> !OF_ONE_CLICK.contains(field))
                .toList();
        MockHttpServletRequest post = new MockHttpServletRequest("POST", path);
        post.setServletPath(path);
        fields.forEach(field -> post.addParameter(field, "was-" + field));

        String target = InterruptedRequest.of(post).target();

        assertThat(fields).allSatisfy(field -> assertThat(target).contains(field + "=was-" + field));
    }

    /** Where the form is posted to; empty if there is none. */
    private static String path(String html) {
        return found(ACTION, html).stream().findFirst().orElse("").replace("{id}", "abcd1234");
    }

    private static Stream<String> ofFragments(String html) {
        return FRAGMENT.matcher(html)
                .results()
                .flatMap(it -> found(FIELD, fragment(it.group(1), it.group(2))).stream());
    }

    /** From where it begins to where the next one does. */
    private static String fragment(String file, String name) {
        String html = text(TEMPLATES.getResource("classpath:/templates/fragments/" + file + ".html"));
        int begin = Math.max(0, html.indexOf("th:fragment=\"" + name));
        int end = html.indexOf("th:fragment=\"", begin + 1);
        return html.substring(begin, end < 0 ? html.length() : end);
    }

    private static List<String> found(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }

    private static String text(Resource template) {
        try {
            return template.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
