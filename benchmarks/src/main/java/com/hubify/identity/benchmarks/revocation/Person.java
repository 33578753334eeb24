package com.hubify.identity.benchmarks.revocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;

/** Somebody who signs in on a device and makes API keys. Signs in again when their token gets old. */
final class Person {

    private static final String CLIENT = "hubify-cli";
    private static final String SCOPE = "offline_access api-keys:read api-keys:write labs:read";
    private static final int MOST_PAGES = 10;

    private final String issuer;
    private Http.Answer tokens;

    private Person(String issuer, Http.Answer tokens) {
        this.issuer = issuer;
        this.tokens = tokens;
    }

    /** Signs the simulator's first person in. */
    static Person signIn(String issuer) {
        Http.Answer device =
                Http.postForm(issuer + "/oauth2/device_authorization", "", Map.of("client_id", CLIENT, "scope", SCOPE));
        try (WebClient browser = browser()) {
            allow(browser.getPage(device.text("verification_uri_complete")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Http.Answer tokens = Http.postForm(
                issuer + "/oauth2/token",
                "",
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        device.text("device_code"),
                        "client_id",
                        CLIENT));
        tokens.text("access_token");
        return new Person(issuer, tokens);
    }

    /** A new access token for the old one. */
    void refresh() {
        Http.Answer answer = Http.postForm(
                issuer + "/oauth2/token",
                "",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.text("refresh_token"),
                        "client_id",
                        CLIENT));
        if (answer.isDone()) {
            tokens = answer;
        }
    }

    /** A new API key. */
    String apiKey() {
        return Http.postJson(
                        issuer + "/v1/api-keys",
                        "Bearer " + tokens.text("access_token"),
                        Map.of("name", "benchmark", "scopes", List.of("labs:read")))
                .datum("key");
    }

    private static WebClient browser() {
        WebClient browser = new WebClient();
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        return browser;
    }

    private static void allow(Page first) throws IOException {
        HtmlPage page = (HtmlPage) first;
        for (int i = 0; i < MOST_PAGES && !page.getUrl().getPath().equals("/activated"); i++) {
            page = next(page);
        }
        if (!page.getUrl().getPath().equals("/activated")) {
            throw new IllegalStateException("Still asked at " + page.getUrl() + ": " + page.asNormalizedText());
        }
    }

    private static HtmlPage next(HtmlPage page) throws IOException {
        if (!page.getElementsByName("identifier").isEmpty()) {
            page.<HtmlElement>getFirstByXPath("//input[@name='identifier']").type("solo@example.com");
            page.<HtmlElement>getFirstByXPath("//input[@name='password']").type("hubify");
        }
        HtmlForm form = page.getForms().get(0);
        return form.<HtmlElement>getFirstByXPath(".//button").click();
    }
}
