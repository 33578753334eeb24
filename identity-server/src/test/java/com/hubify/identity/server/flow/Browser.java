package com.hubify.identity.server.flow;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.Cookie;
import org.htmlunit.util.NameValuePair;

/** A person's browser without JavaScript. It follows redirects itself, so that one to a client can be looked at. */
final class Browser implements AutoCloseable {

    private static final int MOST_REDIRECTS = 20;

    private final WebClient web = new WebClient();
    private final String server;
    private final String clerk;

    Browser(String server, String clerk) {
        this.server = server;
        this.clerk = clerk;
        web.getOptions().setJavaScriptEnabled(false);
        web.getOptions().setCssEnabled(false);
        web.getOptions().setThrowExceptionOnFailingStatusCode(false);
        web.getOptions().setRedirectEnabled(false);
        web.getOptions().setTimeout(30_000);
    }

    /** Where a walk ended: on a page, or at a redirect to somebody who is neither we nor Clerk. */
    record Stop(URI at, int status, Page page) {

        HtmlPage html() {
            if (page instanceof HtmlPage html) {
                return html;
            }
            throw new AssertionError("no page but " + status + " at " + at);
        }

        String text() {
            return html().getBody().asNormalizedText();
        }

        /** A parameter of the redirect to the client; empty if it has none. */
        String parameter(String name) {
            return new FormText(at.getRawQuery() == null ? "" : at.getRawQuery()).get(name);
        }
    }

    Stop get(String url) {
        return walk(new WebRequest(url(url), HttpMethod.GET));
    }

    Stop post(String url, FormText form) {
        WebRequest request = new WebRequest(url(url), HttpMethod.POST);
        request.setRequestParameters(form.values().entrySet().stream()
                .map(entry -> new NameValuePair(entry.getKey(), entry.getValue()))
                .toList());
        request.setAdditionalHeader("Origin", server);
        return walk(request);
    }

    Stop signIn(Stop clerksPage, String identifier) {
        HtmlForm form = clerksPage.html().getForms().get(0);
        form.getInputByName("identifier").setValue(identifier);
        form.getInputByName("password").setValue("hubify");
        return submit(form, List.of());
    }

    /** Presses the button with this value in the page's form. */
    Stop press(Stop stop, String button) {
        HtmlForm form = stop.html().getForms().get(0);
        return submit(form, List.of(new NameValuePair("decision", button)));
    }

    /** Ticks every box and allows: what is asked for with full access, too, which no page ticks beforehand. */
    Stop allowAll(Stop stop) {
        HtmlForm form = stop.html().getForms().get(0);
        form.<HtmlCheckBoxInput>getByXPath(".//input[@type='checkbox' and @name]")
                .forEach(box -> box.setChecked(true));
        return press(stop, "allow");
    }

    Stop submit(HtmlForm form, List<NameValuePair> pressed) {
        try {
            List<NameValuePair> values = new ArrayList<>();
            for (HtmlInput input :
                    form.<HtmlInput>getByXPath(".//input[@name]").stream().toList()) {
                boolean boxed = List.of("checkbox", "radio").contains(input.getTypeAttribute());
                if (!boxed || input.isChecked()) {
                    values.add(new NameValuePair(input.getNameAttribute(), input.getValue()));
                }
            }
            values.addAll(pressed);
            HtmlPage page = (HtmlPage) form.getPage();
            WebRequest request = new WebRequest(page.getFullyQualifiedUrl(form.getActionAttribute()), HttpMethod.POST);
            request.setRequestParameters(values);
            request.setAdditionalHeader("Origin", origin(page.getUrl()));
            return walk(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String cookie(String name) {
        Cookie cookie = web.getCookieManager().getCookie(name);
        return cookie == null ? "" : cookie.getValue();
    }

    List<String> cookieNames() {
        return web.getCookieManager().getCookies().stream()
                .map(Cookie::getName)
                .filter(name -> !name.startsWith("__client"))
                .toList();
    }

    void forget(String cookie) {
        web.getCookieManager().removeCookie(web.getCookieManager().getCookie(cookie));
    }

    private Stop walk(WebRequest first) {
        WebRequest request = first;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            Page page = load(request);
            int status = page.getWebResponse().getStatusCode();
            String location = page.getWebResponse().getResponseHeaderValue("Location");
            if (status / 100 != 3 || location == null) {
                return new Stop(URI.create(request.getUrl().toString()), status, page);
            }
            URI next = URI.create(request.getUrl().toString()).resolve(location);
            if (!next.toString().startsWith(server) && !next.toString().startsWith(clerk)) {
                return new Stop(next, status, page);
            }
            request = new WebRequest(url(next.toString()), HttpMethod.GET);
        }
        throw new AssertionError("the server redirects in circles");
    }

    private Page load(WebRequest request) {
        try {
            request.setAdditionalHeader("Accept", "text/html");
            return web.getPage(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URL url(String url) {
        try {
            return URI.create(url).toURL();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String origin(URL url) {
        return url.getProtocol() + "://" + url.getAuthority();
    }

    @Override
    public void close() {
        web.close();
    }
}
