package com.hubify.identity.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.htmlunit.BrowserVersion;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;

/** A person with a browser that runs no scripts: every page on the way to a sign-in has to work for them too. */
final class NoScriptBrowser implements AutoCloseable {

    private static final int MOST_PAGES = 10;

    private final WebClient client = new WebClient(BrowserVersion.CHROME);

    NoScriptBrowser() {
        client.getOptions().setJavaScriptEnabled(false);
        client.getOptions().setCssEnabled(false);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    /** Opens an address, signs in as that person, allows what is asked, and returns the page that has no more questions. */
    HtmlPage signIn(String address, String identifier, String password) {
        try {
            var page = html(client.getPage(address));
            for (int pages = 0; pages < MOST_PAGES; pages++) {
                var next = answer(page, identifier, password);
                if (next == page) {
                    return page;
                }
                page = next;
            }
            throw new AssertionError("Still asked after " + MOST_PAGES + " pages: " + page.asNormalizedText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an address and returns the page where it ends, with a button to sign out pressed where one is shown. */
    HtmlPage signOut(String address) {
        try {
            var page = html(client.getPage(address));
            var button = page.<HtmlElement>getFirstByXPath("//form[contains(@action, 'logout')]//button");
            return button == null ? page : html(button.click());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the browser is after it has opened that address and followed all that leads on by itself. */
    String addressAfter(String address) {
        try {
            return client.getPage(address).getUrl().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static HtmlPage answer(HtmlPage page, String identifier, String password) throws IOException {
        if (page.getElementsByName("identifier").isEmpty()) {
            return allow(page);
        }
        page.<HtmlElement>getFirstByXPath("//input[@name='identifier']").type(identifier);
        page.<HtmlElement>getFirstByXPath("//input[@name='password']").type(password);
        return html(page.<HtmlElement>getFirstByXPath("//form[.//input[@name='identifier']]//button")
                .click());
    }

    // Allowing is the first button of a form that names scopes; Auth.js has a page with a button for each provider.
    private static HtmlPage allow(HtmlPage page) throws IOException {
        for (HtmlForm form : page.getForms()) {
            if (!form.getInputsByName("scope").isEmpty()
                    || form.getActionAttribute().contains("/auth/signin/")) {
                return html(form.<HtmlElement>getFirstByXPath(".//button").click());
            }
        }
        return page;
    }

    private static HtmlPage html(Page page) {
        if (page instanceof HtmlPage html) {
            return html;
        }
        throw new AssertionError("Not a page: " + page.getWebResponse().getContentAsString() + " at "
                + URI.create(page.getUrl().toString()));
    }
}
