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
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Operators' pages in a real browser: as {@link AccountPagesIT} looks at those of an account. */
@FlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminLookIT extends AbstractFlow {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String PERSON = "?person=" + CodeFlow.SOLO_ID;

    private final Chromium chromium = Chromium.start();
    private final Axe axe = new Axe(chromium.driver());
    private final WebDriverWait wait = new WebDriverWait(chromium.driver(), Duration.ofSeconds(30));

    @AfterAll
    void closeChromium() {
        chromium.close();
    }

    @Test
    void everyPageIsFitForEveryone() {
        cliTokens(ALL_OF_CLI);
        chromium.driver().get(server + "/admin");
        signIn();
        look("start");
        registerClient();
        look("client-secret");
        for (String page : new String[] {
            "people" + PERSON,
            "people/end" + PERSON,
            "people/disconnect" + PERSON + "&client=hubify-cli",
            "clients",
            "clients/new",
            "clients/client?client=look-job",
            "clients/client?client=hubify-cli",
            "clients/change?client=look-job",
            "clients/rotate-secret?client=look-job",
            "clients/delete?client=look-job",
            "signing-keys",
            "signing-keys/rotate?algorithm=ES256",
            "revocations",
            "revocations/new",
            "limits",
            "audit"
        }) {
            chromium.driver().get(server + "/admin/" + page);
            look(page.replaceAll("[^a-z-]+", "-"));
        }
    }

    private void signIn() {
        wait.until(ExpectedConditions.elementToBeClickable(By.name("identifier")))
                .sendKeys("operator@example.com");
        chromium.driver().findElement(By.name("password")).sendKeys("hubify");
        press("form:has([name=identifier]) button");
        wait.until(driver -> String.valueOf(driver.getCurrentUrl()).startsWith(server));
    }

    private void registerClient() {
        chromium.driver().get(server + "/admin/clients/new");
        type("id", "look-job");
        type("name", "Nightly job of the observatory");
        new Select(chromium.driver().findElement(By.name("method"))).selectByValue("client_secret_post");
        press("[value=authorization_code]");
        press("[value=client_credentials]");
        type("scopes", "labs:read experiments:*");
        type("default_scopes", "labs:read");
        press("form button[type=submit]");
        wait.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("[data-key]")));
    }

    private void type(String field, String text) {
        chromium.driver().findElement(By.name(field)).sendKeys(text);
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
        chromium.window(390, 844).dark(false);
        picture(name + "-phone");
        assertThat(axe.faultsOfLook()).as(name + " on a phone").isEmpty();
        assertThat(chromium.driver().executeScript("return document.documentElement.scrollWidth"))
                .as(name + " on a phone")
                .isEqualTo(390L);
        chromium.window(1280, 900);
    }

    private void picture(String name) {
        chromium.screenshot(PICTURES.resolve("admin-" + name + ".png"));
    }
}
