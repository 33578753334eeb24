package com.hubify.clerk;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;

/** Reads the query of a callback. */
public final class Parameters {

    private Parameters() {}

    public static Map<String, String> of(URI callback) {
        return UriComponentsBuilder.fromUri(callback).build().getQueryParams().toSingleValueMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> decode(Objects.requireNonNull(parameter.getValue()))));
    }

    /** One parameter that must be there. */
    public static String in(URI callback, String name) {
        return Objects.requireNonNull(of(callback).get(name), () -> "No " + name + " in " + callback);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
