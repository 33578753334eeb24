package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.authorization.InterruptedRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;

/** A page whose path a list forgets is 404 for everybody, or lost by a sign-in; a form's is 405. */
class PagePathsTests {

    /** All that the controllers of pages answer, as {@code GET /path}. */
    static Stream<String> pages() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scan.findCandidateComponents("com.hubify.identity.server").stream()
                .<Class<?>>map(it -> ClassUtils.resolveClassName(Objects.requireNonNull(it.getBeanClassName()), null))
                .filter(type -> !AnnotatedElementUtils.hasAnnotation(type, ResponseBody.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .filter(Objects::nonNull)
                .flatMap(PagePathsTests::requests);
    }

    private static Stream<String> requests(RequestMapping mapping) {
        RequestMethod method = mapping.method().length == 0 ? RequestMethod.GET : mapping.method()[0];
        return Arrays.stream(mapping.path())
                .map(path -> method + " " + path.replaceAll("\\{\\w+(:[^/]*)?}", "abcd1234"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isInEveryList(String page) {
        String method = page.split(" ")[0];
        String path = page.split(" ")[1];
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);

        assertThat(PageAccessDeniedHandler.isPage(request)).isTrue();
        assertThat(PageAccessDeniedHandler.allow(request)).contains(method);
        if (path.startsWith("/account") || path.startsWith("/admin")) {
            assertThat(InterruptedRequest.isPath(path)).isTrue();
        }
    }
}
