package com.hubify.clerk.backend;

import com.hubify.clerk.problem.ClerkProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What part of a list is asked for.
 *
 * @param limit 1 to 500, 10 if absent
 * @param offset 0 if absent
 */
record Page(int limit, int offset) {

    static Page of(HttpServletRequest request) {
        return new Page(number(request, "limit", 10, 1, 500), number(request, "offset", 0, 0, Integer.MAX_VALUE));
    }

    /** This part of a list, bare. */
    <T> List<Map<String, @Nullable Object>> of(List<T> all, Function<T, Map<String, @Nullable Object>> json) {
        return all.stream().skip(offset).limit(limit).map(json).toList();
    }

    /** This part of a list, with how many there are. */
    <T> Map<String, @Nullable Object> counted(List<T> all, Function<T, Map<String, @Nullable Object>> json) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("data", of(all, json));
        body.put("total_count", all.size());
        return body;
    }

    private static int number(HttpServletRequest request, String name, int usual, int least, int most) {
        try {
            int value = Optional.ofNullable(request.getParameter(name))
                    .map(Integer::parseInt)
                    .orElse(usual);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Refused like a number out of range.
        }
        throw ClerkProblem.parameterInvalid(name, name + " must be a number from " + least + " to " + most + ".");
    }
}
