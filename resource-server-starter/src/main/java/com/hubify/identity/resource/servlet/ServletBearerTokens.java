package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.web.BearerTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/** Reads the credential of a servlet request. */
public final class ServletBearerTokens implements BearerTokenResolver {

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return BearerTokens.areSent(headers)
                ? BearerTokens.only(headers, BearerTokens.areInQuery(request.getQueryString()))
                : null;
    }
}
