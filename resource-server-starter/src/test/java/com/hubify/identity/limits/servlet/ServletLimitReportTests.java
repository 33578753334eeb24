package com.hubify.identity.limits.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.limits.RequestLimitProperties;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockServletContext;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.support.GenericWebApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class ServletLimitReportTests {

    // In a container of its own, a service had no limit of size or time, and not a word of it.
    @Test
    void warnsOfAContainerThatHasNoLimits(CapturedOutput output) {
        report(DataSize.ofMegabytes(2), container());

        assertThat(output).contains("Requests have no limits of size and time");
    }

    @Test
    void isSilentWithoutAContainerOrLimits(CapturedOutput output) {
        report(DataSize.ofMegabytes(2), new MockServletContext());
        report(DataSize.ofBytes(-1), container());

        assertThat(output).doesNotContain("no limits");
    }

    private static void report(DataSize size, ServletContext container) {
        RequestLimitProperties properties = new RequestLimitProperties(size, Duration.ZERO, List.of());
        GenericWebApplicationContext context = new GenericWebApplicationContext(container);
        new ServletLimitReport(properties)
                .onApplicationEvent(
                        new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
    }

    private static ServletContext container() {
        return (ServletContext) Proxy.newProxyInstance(
                ServletLimitReportTests.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> null);
    }
}
