package com.hubify.identity.server.page;

import java.io.IOException;
import java.net.URI;
import org.htmlunit.StringWebResponse;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;

/** A page as a browser without scripts reads it. */
public final class RenderedPage {

    private RenderedPage() {}

    public static HtmlPage of(String html) throws IOException {
        WebClient browser = new WebClient();
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setJavaScriptEnabled(false);
        StringWebResponse response =
                new StringWebResponse(html, URI.create("http://localhost/").toURL());
        return (HtmlPage) browser.getPageCreator().createPage(response, browser.getCurrentWindow());
    }
}
