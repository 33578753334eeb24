package com.hubify.clerk.authorize;

import java.util.Optional;

/** How the answer travels: in the address, or in a form the browser posts. */
enum ResponseMode {
    QUERY,
    FORM_POST;

    static Optional<ResponseMode> of(String parameter) {
        return switch (parameter) {
            case "query" -> Optional.of(QUERY);
            case "form_post" -> Optional.of(FORM_POST);
            default -> Optional.empty();
        };
    }
}
