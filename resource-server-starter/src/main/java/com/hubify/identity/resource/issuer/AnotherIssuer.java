package com.hubify.identity.resource.issuer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The metadata names another issuer than the property. None of its tokens would be accepted. */
public final class AnotherIssuer extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param itself the issuer in the metadata, shown only if it may be a name */
    AnotherIssuer(String property, String issuer, String reachedAt, @Nullable Object itself) {
        super(property + " is " + issuer + ", but the server at " + reachedAt + " calls itself "
                + (itself instanceof String name && name.matches("[!-~]{1,200}")
                        ? name + "; set the property to that name, exactly"
                        : "otherwise"));
    }
}
