package com.hubify.demo.api;

import java.util.regex.Pattern;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body: which member, where one can be named, and never more of the body than that. */
final class UnreadableBody {

    /** What members are called here. Nothing else of the caller's text is said back. */
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_]{1,40}");

    private UnreadableBody() {}

    static String sentence(HttpMessageNotReadableException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return named(unknown.getPropertyName(), "is not a member of this request.");
        }
        if (cause instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return named(String.valueOf(mismatch.getPath().get(0).getPropertyName()), "has the wrong type.");
        }
        return "The body must be one JSON object.";
    }

    private static String named(String member, String sentence) {
        return (MEMBER.matcher(member).matches() ? member : "A member") + " " + sentence;
    }
}
