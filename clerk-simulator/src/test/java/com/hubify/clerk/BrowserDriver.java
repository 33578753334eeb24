package com.hubify.clerk;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A person's browser without JavaScript: keeps cookies, follows redirects on its own host, fills in the sign-in form. */
public final class BrowserDriver {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private HttpResponse<String> page;

    public BrowserDriver(URI start) {
        page = send(HttpRequest.newBuilder(start).build());
    }

    public void open(URI address) {
        page = send(HttpRequest.newBuilder(address).build());
    }

    public void signIn(String identifier, String password) {
        submit(Map.of("identifier", identifier, "password", password));
    }

    /** Submits the page's form with its hidden fields and these. */
    public void submit(Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(HtmlUtils.htmlUnescape(hidden.group(1)), HtmlUtils.htmlUnescape(hidden.group(2)));
        }
        form.putAll(fields);
        Matcher action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new IllegalStateException("No form on " + page.uri());
        }
        URI target = page.uri().resolve(HtmlUtils.htmlUnescape(action.group(1)));
        page = send(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://" + target.getAuthority())
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build());
    }

    public int status() {
        return page.statusCode();
    }

    public String text() {
        return page.body();
    }

    public URI address() {
        return page.uri();
    }

    /** Where the browser would go next: set only when that leaves the host. */
    public URI leavesFor() {
        return URI.create(page.headers()
                .firstValue("Location")
                .orElseThrow(
                        () -> new IllegalStateException("Still on " + page.uri() + ", status " + page.statusCode())));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            URI next = response.headers()
                    .firstValue("Location")
                    .map(location -> response.uri().resolve(location))
                    .orElse(null);
            boolean stays =
                    next != null && next.getAuthority().equals(response.uri().getAuthority());
            return stays ? send(HttpRequest.newBuilder(next).build()) : response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
