package com.hubify.clerk.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something changed in the instance. Published through Spring after the change is visible to readers.
 *
 * @param type Clerk's name of it, for example {@code user.updated}
 * @param data the changed object as Clerk's webhooks and Backend API show it, in the state after the change: snake case,
 *     times in milliseconds; where the object is gone, Clerk's stub ({@code deleted}, {@code id}, {@code object})
 */
public record InstanceEvent(String type, Map<String, @Nullable Object> data) {}
