/**
 * Who exists: people with their passwords and profiles, and the organizations they belong to. Read from
 * configuration and fixed while the program runs. Being signed in belongs to {@code browser}.
 */
@NullMarked
package com.hubify.clerk.directory;

import org.jspecify.annotations.NullMarked;
