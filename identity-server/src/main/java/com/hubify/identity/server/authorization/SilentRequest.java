package com.hubify.identity.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An authorization request as if it had {@code prompt=none}: it is answered without a page. */
final class SilentRequest extends HttpServletRequestWrapper {

    private static final String PROMPT = "prompt";

    SilentRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
        return name.equals(PROMPT) ? Prompt.NONE : super.getParameter(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return name.equals(PROMPT) ? new String[] {Prompt.NONE} : super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
        parameters.put(PROMPT, new String[] {Prompt.NONE});
        return parameters;
    }

    /** Spring reads only query parameters of a GET, and only body parameters of a POST. */
    @Override
    public @Nullable String getQueryString() {
        String query = super.getQueryString();
        if (!getMethod().equals("GET")) {
            return null;
        }
        return (query == null ? "" : query + "&") + PROMPT + "=" + Prompt.NONE;
    }
}
