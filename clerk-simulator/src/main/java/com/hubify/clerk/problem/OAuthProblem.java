package com.hubify.clerk.problem;

/**
 * A refusal of an OAuth endpoint: the error code, and Fosite's description with its hint.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public class OAuthProblem extends RuntimeException {

    private final OAuthError error;

    public OAuthProblem(OAuthError error) {
        this(error, "");
    }

    public OAuthProblem(OAuthError error, String hint) {
        super(hint.isEmpty() ? error.description() : error.description() + " " + hint);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }

    /** The text for {@code error_description}. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
