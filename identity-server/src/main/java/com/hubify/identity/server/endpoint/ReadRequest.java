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
     * Spring takes as parameters of a GET those whose names occur anywhere in the query, be it as part of another word, and
     * as those of other methods all that don't. So it sees the same ones as all other code.
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
