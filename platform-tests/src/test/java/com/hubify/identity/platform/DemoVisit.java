package com.hubify.identity.platform;

import com.hubify.identity.parts.chromium.Chromium;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person in front of the demo's page, from "Sign in" over Clerk's page and the consent page and back. */
final class DemoVisit {

    private static final By IDENTIFIER = By.name("identifier");
    private static final By CONSENT = By.cssSelector("form:has([name=scope])");

    private final Chromium chromium;
    private final Gallery gallery;
    private final WebDriverWait wait;

    DemoVisit(Chromium chromium) {
        this.chromium = chromium;
        this.gallery = new Gallery(chromium);
        this.wait = new WebDriverWait(chromium.driver(), Duration.ofSeconds(20));
    }

    DemoVisit open(String demo) {
        chromium.driver().get(demo + "/");
        wait.until(ExpectedConditions.elementToBeClickable(By.id("sign-in")));
        gallery.take("1-demo-signed-out");
        return this;
    }

    /** The commands that the page proposes. */
    String commands() {
        return String.join("\n", texts(By.cssSelector("#try-it pre")));
    }

    /** Presses the first button for copying, and returns what it says then. */
    String copyFirst() {
        var button = chromium.driver().findElement(By.cssSelector("#try-it .copy"));
        button.click();
        wait.until(ExpectedConditions.not(ExpectedConditions.textToBePresentInElement(button, "Copy")));
        return button.getText();
    }

    DemoVisit chooseSignIn() {
        chromium.driver().findElement(By.id("sign-in")).click();
        return this;
    }

    DemoVisit signInAtClerk(String identifier, String password) {
        wait.until(ExpectedConditions.elementToBeClickable(IDENTIFIER));
        gallery.take("2-clerk");
        chromium.driver().findElement(IDENTIFIER).sendKeys(identifier);
        chromium.driver().findElement(By.name("password")).sendKeys(password);
        chromium.driver()
                .findElement(By.cssSelector("form:has([name=identifier]) button"))
                .click();
        return this;
    }

    /** What the consent page says about the scopes, in words. */
    String consentText() {
        var form = wait.until(ExpectedConditions.visibilityOfElementLocated(CONSENT));
        gallery.take("3-consent");
        return form.getText();
    }

    DemoVisit allow() {
        wait.until(ExpectedConditions.visibilityOfElementLocated(CONSENT))
                .findElement(By.cssSelector("button"))
                .click();
        return this;
    }

    /** The names under which the labs are listed. */
    List<String> labs() {
        wait.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#labs li")));
        gallery.take("4-demo-signed-in");
        return texts(By.cssSelector("#labs li"));
    }

    List<String> scopes() {
        return texts(By.cssSelector("#scopes li"));
    }

    DemoVisit signOut() {
        chromium.driver().findElement(By.id("sign-out")).click();
        return this;
    }

    boolean isSignedOut() {
        wait.until(ExpectedConditions.elementToBeClickable(By.id("sign-in")));
        gallery.take("5-demo-after-sign-out");
        return !chromium.driver().findElement(By.id("signed-in")).isDisplayed();
    }

    /** What the page says, once it says something. */
    String message() {
        return wait.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#message:not(:empty)")))
                .getText();
    }

    private List<String> texts(By items) {
        return chromium.driver().findElements(items).stream()
                .map(WebElement::getText)
                .toList();
    }
}
