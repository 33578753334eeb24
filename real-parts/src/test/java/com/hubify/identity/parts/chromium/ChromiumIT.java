package com.hubify.identity.parts.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

class ChromiumIT {

    private static final String PAGE = "data:text/html,<style>p{color:rgb(1,1,1)}"
            + "@media (prefers-color-scheme: dark){p{color:rgb(250,250,250)}}</style><p>a page</p>";

    @Test
    void showsPageInLightAndDark() {
        try (var chromium = Chromium.start()) {
            chromium.driver().get(PAGE);
            var text = chromium.driver().findElement(By.tagName("p"));

            chromium.dark(false);
            var light = text.getCssValue("color");
            chromium.dark(true);

            assertThat(light).contains("1, 1, 1");
            assertThat(text.getCssValue("color")).contains("250, 250, 250");
        }
    }

    @Test
    void takesScreenshotAtPhoneWidth(@TempDir Path folder) throws IOException {
        try (var chromium = Chromium.start().window(390, 844)) {
            chromium.driver().get(PAGE);

            var picture = ImageIO.read(
                    chromium.screenshot(folder.resolve("a/phone.png")).toFile());

            assertThat(picture.getWidth()).isEqualTo(390);
            assertThat(picture.getHeight()).isEqualTo(844);
        }
    }
}
