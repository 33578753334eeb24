package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.chromium.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person goes through every section of their account in a real browser: light, dark, and as wide as a phone. Nothing is wrong
 * with a page for axe-core, nothing sticks out, and the browser blocks nothing. Pictures are left in {@code target/screenshots}.
 */
@FlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPagesIT extends AbstractFlow {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Chromium chromium = Chromium.start();
    private final Axe axe = new Axe(chromium.driver());
    private final WebDriverWait wait = new WebDriverWait(chromium.driver(), Duration.ofSeconds(30));

    @AfterAll
    void closeChromium() {
        chromium.close();
    }

    @Test
    void everySectionIsFitForEveryone() {
        cliTokens(ALL_OF_CLI);
        chromium.driver().get(server + "/account/keys/new");
        signIn();
        look("key-new");
        createKey();
        look("key-created");
        for (String page : new String[] {
            "", "/keys", "/applications", "/sessions", "/sessions/others", "/activity", "/organizations"
        }) {
            chromium.driver().get(server + "/account" + page);
            look("account" + page.replace('/', '-'));
        }
        chromium.driver().get(server + "/account/applications/disconnect?client=hubify-cli");
        look("application-disconnect");
        for (String page : new String[] {"", "/rotate", "/revoke"}) {
            chromium.driver().get(server + "/account/keys");
            String key = chromium.driver()
                    .findElement(By.cssSelector("a[href$='/revoke']"))
                    .getAttribute("href");
            chromium.driver().get(String.valueOf(key).replace("/revoke", page));
            look("key" + page.replace('/', '-'));
        }
    }

    @Test
    void consentAndErrorsAreFitForEveryone() {
        chromium.driver()
                .get(cli().asking(ALL_OF_CLI + " labs:read experiments:*").url());
        if (!chromium.driver().findElements(By.name("identifier")).isEmpty()) {
            signIn();
        }
        look("consent");
        chromium.driver().get(server + "/oauth2/authorize?response_type=code&client_id=nobody");
        look("error");
        chromium.driver().get(server + "/");
        look("home");
    }

    private void signIn() {
        wait.until(ExpectedConditions.elementToBeClickable(By.name("identifier")))
                .sendKeys(CodeFlow.SOLO);
        chromium.driver().findElement(By.name("password")).sendKeys("hubify");
        press("form:has([name=identifier]) button");
        wait.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("main h1")));
        wait.until(driver -> String.valueOf(driver.getCurrentUrl()).startsWith(server));
    }

    private void createKey() {
        chromium.driver().findElement(By.name("name")).sendKeys("Nightly backup");
        press("input[value='labs:read']");
        press("form button[type=submit]");
        wait.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("[data-key]")));
    }

    private void press(String selector) {
        chromium.driver().findElement(By.cssSelector(selector)).click();
    }

    private void look(String name) {
        chromium.window(1280, 900).dark(false);
        picture(name + "-light");
        assertThat(axe.faults()).as(name).isEmpty();
        chromium.dark(true);
        picture(name + "-dark");
        assertThat(axe.faultsOfLook()).as(name + " in the dark").isEmpty();
        chromium.window(390, 844);
        picture(name + "-phone-dark");
        chromium.dark(false);
        picture(name + "-phone");
        assertThat(axe.faultsOfLook()).as(name + " on a phone").isEmpty();
        assertThat(chromium.driver().executeScript("return document.documentElement.scrollWidth"))
                .as(name + " on a phone")
                .isEqualTo(390L);
        chromium.window(1280, 900);
    }

    private void picture(String name) {
        chromium.screenshot(PICTURES.resolve(name + ".png"));
    }
}
