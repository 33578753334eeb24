package com.hubify.identity.server.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.server.api.ApiErrorWriter;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.page.ErrorReferences;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ExtendWith(OutputCaptureExtension.class)
class OutageFilterTests {

    private static final Pattern REFERENCE = Pattern.compile("Reference</dt><dd><code>([A-Z0-9]{8})</code>");

    private final TestClock clock = TestClock.standing();

    /**
     * A person opens a page while Redis is away: it was a bare card at the edge of the window, and an operator who was told of it
     * found nothing in the log, where the document says the reference is.
     */
    @Test
    void pageHasTheFrameOfOthersAndAReferenceThatTheLogHas(CapturedOutput output) {
        run(filter -> {
            String page = answer(filter, "/activate");

            assertThat(page).contains("<header class=\"top\">", "<main class=\"card\">", "<footer class=\"foot\">");
            assertThat(output)
                    .contains("Reference " + referenceOn(page)
                            + ": answered 503 (and 0 more requests since the last such line): ");
        });
    }

    /** One line a second; a page without a line would show a reference that leads to nothing. */
    @Test
    void pageWithoutALineHasNoReference(CapturedOutput output) {
        run(filter -> {
            String first = answer(filter, "/login");
            String second = answer(filter, "/activate");
            clock.wind(Duration.ofSeconds(1));
            String third = answer(filter, "/activate");

            assertThat(referenceOn(first)).isNotEqualTo(referenceOn(third));
            assertThat(second).contains("Try again in a moment").doesNotContain("eference");
            assertThat(output)
                    .contains("Reference " + referenceOn(third)
                            + ": answered 503 (and 1 more requests since the last such line): ");
        });
    }

    /**
     * Attack: try keys by thousands. The sender waits; a service that introspects must not take it for a refusal, and the log
     * keeps its lines for outages.
     */
    @Test
    void tellsASenderWithTooManyRequestsToWait(CapturedOutput output) {
        run(filter -> {
            MockHttpServletResponse response = new MockHttpServletResponse();
            filter.doFilter(new MockHttpServletRequest("POST", "/oauth2/introspect"), response, (one, other) -> {
                throw new TooManyRequests("Too many unknown API keys.", Duration.ofMillis(1_200));
            });

            assertThat(response.getStatus()).isEqualTo(429);
            assertThat(response.getHeader("Retry-After")).isEqualTo("2");
            assertThat(response.getContentAsString())
                    .isEqualTo(
                            "{\"error_description\":\"Too many unknown API keys.\",\"error\":\"temporarily_unavailable\"}");
            assertThat(output).doesNotContain("answered");
        });
    }

    private interface Work {
        void with(OutageFilter filter) throws Exception;
    }

    private void run(Work work) {
        new ApplicationContextRunner()
                .withBean(SecureRandom.class, SecureRandom::new)
                .withBean(TestClock.class, () -> clock)
                .withBean(ErrorReferences.class)
                .withBean(RequestIds.class)
                .withBean(ApiErrorWriter.class)
                .withBean(OutageFilter.class)
                .run(context -> work.with(context.getBean(OutageFilter.class)));
    }

    private static String answer(OutageFilter filter, String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.addHeader("Accept", "text/html");
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, (one, other) -> {
            throw new QueryTimeoutException("Redis does not answer");
        });
        assertThat(response.getStatus()).isEqualTo(503);
        return response.getContentAsString();
    }

    private static String referenceOn(String page) {
        Matcher reference = REFERENCE.matcher(page);
        assertThat(reference.find()).as(page).isTrue();
        return reference.group(1);
    }
}
