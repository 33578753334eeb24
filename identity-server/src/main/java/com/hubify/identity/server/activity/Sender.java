package com.hubify.identity.server.activity;

import com.hubify.identity.server.page.account.BrowserWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who sent the current request: an address, and a browser in plain words. */
final class Sender {

    private Sender() {}

    /** Nothing outside of a request. */
    static Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            put(details, "address", attributes.getRequest().getRemoteAddr());
            put(details, "browser", BrowserWords.of(attributes.getRequest().getHeader(HttpHeaders.USER_AGENT)));
        }
        return details;
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
