package com.hubify.identity.benchmarks;

import com.hubify.identity.protocol.ApiKeyToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import tools.jackson.databind.JsonNode;

/** A person who signs in with a browser, once, and consents to grants of a confidential client. */
public final class Person implements AutoCloseable {

    public static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");
    public static final String CLIENT = "benchmark-web";
    public static final String SECRET = "benchmark-web-secret";

    /** The first person of the simulator. */
    public static final String NAME = "solo@example.com";

    public static final String PASSWORD = "hubify";
    public static final String OPENID = "openid profile";

    private static final String SCOPES = OPENID + " labs:read api-keys:read api-keys:write";
    private static final int MOST_PAGES = 20;

    private final URI server;
    private final String name;
    private final String password;
    private final String scopes;
    private final WebClient browser = new WebClient();

    /** The simulator's first person at an identity server with these {@link #settings}. */
    public static Person ofSimulator(URI server) {
        return ofSimulator(server, NAME);
    }

    /** Another person of the simulator, with the same password. */
    public static Person ofSimulator(URI server, String name) {
        return new Person(server, name, PASSWORD, SCOPES);
    }

    /** Settings of an identity server that knows the client. */
    public static Map<String, String> settings() {
        String web = "hubify.identity.clients." + CLIENT + ".";
        return Map.of(
                web + "secret",
                SECRET,
                web + "grant-types",
                "authorization_code,refresh_token",
                web + "redirect-uris",
                CALLBACK.toString(),
                web + "scopes",
                SCOPES.replace(' ', ','),
                web + "consent",
                "false",
                web + "require-pkce",
                "false",
                web + "id-token-algorithm",
                "ES256",
                web + "access-token-time-to-live",
                "1h");
    }

    /** @param scopes what is asked for */
    public Person(URI server, String name, String password, String scopes) {
        this.server = server;
        this.name = name;
        this.password = password;
        this.scopes = scopes;
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        // The callback is nowhere: what it would be called with is read off the redirect.
        browser.getOptions().setRedirectEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    /** A new grant: the answer of the token endpoint. */
    public JsonNode grant() {
        return HttpConnection.ask(
                server,
                Requests.post(
                        server.resolve("/oauth2/token"),
                        Requests.basic(CLIENT, SECRET),
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code(),
                                "redirect_uri",
                                CALLBACK.toString())));
    }

    /** A new API key, as a person of the identity server may have them. */
    public String apiKey(String accessToken) {
        String key = HttpConnection.ask(
                        server,
                        Requests.postJson(
                                server.resolve("/v1/api-keys"),
                                "{\"name\":\"benchmark\",\"scopes\":[\"labs:read\"]}",
                                "Authorization: Bearer " + accessToken))
                .findValue("key")
                .asString();
        return ApiKeyToken.parse(key).map(parsed -> key).orElseThrow();
    }

    /** The cookies of the browser that has signed in for a grant, as it sends them to the server's pages. */
    public String cookie() {
        return browser.getCookieManager().getCookies().stream()
                .filter(cookie -> server.getHost().equals(cookie.getDomain()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        browser.close();
    }

    private String code() {
        try {
            Page page = browser.getPage(server + "/oauth2/authorize?"
                    + Requests.form(Map.of(
                            "response_type",
                            "code",
                            "client_id",
                            CLIENT,
                            "redirect_uri",
                            CALLBACK.toString(),
                            "scope",
                            scopes,
                            "state",
                            "benchmark",
                            "nonce",
                            "benchmark")));
            for (int i = 0; i < MOST_PAGES; i++) {
                String location = page.getWebResponse().getResponseHeaderValue("Location");
                if (location != null && location.startsWith(CALLBACK + "?")) {
                    return parameter(location, "code");
                }
                page = location != null
                        ? browser.getPage(URI.create(page.getUrl().toString())
                                .resolve(location)
                                .toURL())
                        : submit(page);
            }
            throw new IllegalStateException("The sign-in does not leave " + page.getUrl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Page submit(Page at) throws IOException {
        if (!(at instanceof HtmlPage page)) {
            throw new IllegalStateException(
                    at.getUrl() + " answered " + at.getWebResponse().getStatusCode() + " without a page");
        }
        for (String field : new String[] {"identifier", "username"}) {
            type(page, field, name);
        }
        type(page, "password", password);
        HtmlElement button = page.getFirstByXPath("//form//button");
        if (button == null) {
            throw new IllegalStateException(
                    "There is no button to press at " + page.getUrl() + ": " + page.asNormalizedText());
        }
        return button.click();
    }

    private static void type(HtmlPage page, String field, String text) throws IOException {
        HtmlElement input = page.getFirstByXPath("//input[@name='" + field + "']");
        if (input != null) {
            input.type(text);
        }
    }

    private static String parameter(String location, String name) {
        for (String parameter : URI.create(location).getRawQuery().split("&", -1)) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new IllegalStateException("No " + name + " in " + location);
    }
}
