package com.hubify.identity.parts.chromium;

import com.hubify.identity.parts.program.Folders;
import com.hubify.identity.parts.program.PartUnavailable;
import com.hubify.identity.parts.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A real, headless Chromium with an empty profile, driven through {@link #driver()}. Nothing is downloaded: the
 * machine's browser and its driver are used.
 */
public final class Chromium implements AutoCloseable {

    private static final String REMEDY =
            "install chromium and chromium-driver (apt-get install chromium chromium-driver)";
    /** Keeps a browser on a closed network, and one that runs as root, from failing for reasons of its own. */
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars");

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Starts a browser with a window of 1280 by 900 pixels. */
    public static Chromium start() {
        var profile = Folders.create("chromium");
        var options = new ChromeOptions()
                .setBinary(browser().toFile())
                .addArguments(FLAGS)
                .addArguments("--user-data-dir=" + profile);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverProgram().toFile())
                .build();
        var chromium = new Chromium(profile, new ChromeDriver(service, options));
        return chromium.window(1280, 900);
    }

    /** Selenium's handle on the browser. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Gives pages a viewport of that many CSS pixels, as a phone or a desktop would. */
    public Chromium window(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Whether pages see a person who prefers dark colours. */
    public Chromium dark(boolean dark) {
        var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        return this;
    }

    /** Writes what the window shows as a PNG and makes the folders it needs. */
    public Path screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        Folders.delete(profile);
    }

    private static Path browser() {
        return Programs.find("HUBIFY_CHROMIUM", "chromium", "chromium-browser", "google-chrome")
                .or(() -> Programs.at(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")))
                .orElseThrow(() -> PartUnavailable.missing("Chromium", REMEDY));
    }

    private static Path driverProgram() {
        return Programs.find("HUBIFY_CHROMEDRIVER", "chromedriver")
                .or(() -> Programs.at(Path.of("/usr/lib/chromium/chromedriver")))
                .orElseThrow(() -> PartUnavailable.missing("Chromium's driver", REMEDY));
    }
}
