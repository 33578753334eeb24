package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose parameters have been read. */
class ReadRequest extends HttpServletRequestWrapper {

    private final Map<String, String[]> parameters;

    ReadRequest(HttpServletRequest request, Map<String, String[]> parameters) {
        super(request);
        this.parameters = Collections.unmodifiableMap(parameters);
    }

    /**
     * Spring reads as parameters of a GET those whose names occur anywhere in the query, even within another word, and of
     * other methods all others. With this query string it sees the same parameters as all other code.
     */
    @Override
    public @Nullable String getQueryString() {
        return getMethod().equals("GET") ? String.join("&", parameters.keySet()) : null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }
}
