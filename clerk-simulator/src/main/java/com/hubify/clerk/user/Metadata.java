package com.hubify.clerk.user;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application keeps with a person.
 *
 * @param open seen by front ends
 * @param hidden seen by back ends only
 * @param unsafe written by front ends
 */
public record Metadata(
        Map<String, @Nullable Object> open,
        Map<String, @Nullable Object> hidden,
        Map<String, @Nullable Object> unsafe) {}
