package com.hubify.identity.server.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** Deque's axe-core, which looks for faults against WCAG 2.2 AA in the page that a browser shows. */
final class Axe {

    private static final String SCRIPT = script();

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: {type: arguments[0], values: arguments[1]}}).then(
                (found) => done(found.violations.flatMap((rule) =>
                    rule.nodes.map((node) => rule.id + ': ' + node.html + ' ' + node.failureSummary))),
                (problem) => done([String(problem)]));
            """;

    private final ChromeDriver driver;

    Axe(ChromeDriver driver) {
        this.driver = driver;
    }

    /** What is wrong with the page, by every rule. */
    List<String> faults() {
        return run("tag", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));
    }

    /** What is wrong with the colours of the page, and the sizes of what is pressed. */
    List<String> faultsOfLook() {
        return run("rule", List.of("color-contrast", "target-size", "link-in-text-block"));
    }

    /** The page's policy doesn't bind the driver. */
    @SuppressWarnings("unchecked")
    private List<String> run(String kind, List<String> values) {
        driver.executeScript(SCRIPT);
        return (List<String>) Objects.requireNonNull(driver.executeAsyncScript(RUN, kind, values));
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
