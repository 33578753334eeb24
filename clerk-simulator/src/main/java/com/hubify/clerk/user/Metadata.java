package com.hubify.clerk.user;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application keeps with a person or an organization.
 *
 * @param open seen by front ends
 * @param hidden seen by back ends only
 * @param unsafe written by front ends; organizations have none
 */
public record Metadata(
        Map<String, @Nullable Object> open,
        Map<String, @Nullable Object> hidden,
        Map<String, @Nullable Object> unsafe) {

    public static final Metadata NONE = new Metadata(Map.of(), Map.of(), Map.of());
}
