package com.hubify.identity.server.page;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request parameter. */
enum ParameterFault {
    MISSING,
    REPEATED,
    VALUE;

    static ParameterFault of(@Nullable String parameter, ServletRequest request) {
        if (parameter == null) {
            return VALUE;
        }
        String[] values = request.getParameterValues(parameter);
        if (values == null) {
            return MISSING;
        }
        return values.length > 1 ? REPEATED : VALUE;
    }
}
