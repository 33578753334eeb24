package com.hubify.identity.platform;

import java.time.Duration;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at a browser that runs scripts, on the pages of an application that shows what it has seen. */
final class Visit {

    private static final By SEEN = By.id("seen");

    private final WebDriver driver;
    private final WebDriverWait patience;

    Visit(WebDriver driver) {
        this.driver = driver;
        this.patience = new WebDriverWait(driver, Duration.ofSeconds(30));
    }

    /** Opens an address, signs in, allows what is asked and returns what the application shows then. */
    String signIn(String address, String identifier, String password) {
        driver.get(address);
        patience.until(ExpectedConditions.elementToBeClickable(By.name("identifier")))
                .sendKeys(identifier);
        driver.findElement(By.name("password")).sendKeys(password);
        driver.findElement(By.xpath("//form[.//input[@name='identifier']]//button"))
                .click();
        patience.until(ExpectedConditions.elementToBeClickable(By.xpath("//form[.//input[@name='scope']]//button")))
                .click();
        return patience.until(ExpectedConditions.visibilityOfElementLocated(SEEN))
                .getText();
    }

    /** Opens an address and returns what is shown at the end, once it is that or at the latest after some time. */
    String seen(String address, String expected) {
        driver.get(address);
        patience.until(ExpectedConditions.textToBe(SEEN, expected));
        return driver.findElement(SEEN).getText();
    }

    /** Where the browser is after it has opened that address and followed all that leads on by itself. */
    String addressAfter(String address) {
        driver.get(address);
        return Objects.requireNonNull(driver.getCurrentUrl());
    }
}
