package com.hubify.identity.server.authorization;

import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.page.PagePolicy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * How an authorization response is sent: in the query of the redirect URI, or in a form that the browser posts there.
 *
 * @see <a href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form Post Response Mode</a>
 */
enum ResponseMode {
    QUERY {
        @Override
        void send(String redirectUri, Map<String, String> parameters, HttpServletResponse response) throws IOException {
            response.sendRedirect(RedirectUris.with(parameters, redirectUri));
        }
    },
    FORM_POST {
        @Override
        void send(String redirectUri, Map<String, String> parameters, HttpServletResponse response) throws IOException {
            StringBuilder inputs = new StringBuilder();
            parameters.forEach((name, value) -> inputs.append("<input type=\"hidden\" name=\"")
                    .append(HtmlUtils.htmlEscape(name))
                    .append("\" value=\"")
                    .append(HtmlUtils.htmlEscape(value))
                    .append("\">"));
            byte[] page = PAGE.formatted(HtmlUtils.htmlEscape(redirectUri), inputs, SCRIPT)
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(page.length);
            PagePolicy.protect(response, POLICY);
            // With a stricter policy, browsers would send "Origin: null" with the form.
            response.setHeader("Referrer-Policy", "strict-origin");
            response.getOutputStream().write(page);
        }
    };

    static final String PARAMETER = "response_mode";

    private static final String SCRIPT = "document.forms[0].submit()";

    /** SHA-256 of {@link #SCRIPT} in base64: no other script may run on the page. */
    private static final String SCRIPT_DIGEST = "ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE=";

    /** The policy of pages whose forms lead to other origins, plus this script. */
    private static final String POLICY = PagePolicy.FORMS_MAY_LEAD_AWAY + "; script-src 'sha256-" + SCRIPT_DIGEST + "'";

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <title>Back to the application · Hubify</title><link rel="stylesheet" href="/assets/hubify.css">\
            <main class="card"><h1>Back to the application</h1><form method="post" action="%s">%s\
            <button class="button button-main">Continue</button></form></main><script>%s</script></html>""";

    abstract void send(String redirectUri, Map<String, String> parameters, HttpServletResponse response)
            throws IOException;

    static boolean isKnown(@Nullable String mode) {
        return mode == null || mode.equals("query") || mode.equals("form_post");
    }

    /** The requested mode. An unknown one is refused, with an error in the default mode. */
    static ResponseMode of(@Nullable Object mode) {
        return "form_post".equals(mode) ? FORM_POST : QUERY;
    }
}
