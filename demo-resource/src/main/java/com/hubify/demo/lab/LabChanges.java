package com.hubify.demo.lab;

import org.jspecify.annotations.Nullable;

/** What someone sends to change a lab. A member that is left out, or null, changes nothing; slug and template never change. */
record LabChanges(
        @Nullable String name,
        @Nullable String description,
        @Nullable String visibility) {}
